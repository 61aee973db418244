import type { CertificateError } from './certificate-error.ts'
import type { ChallengeError } from './challenge-error.ts'
import type { ConfigurationError } from './configuration-error.ts'
import type { DataverseError } from './dataverse-error.ts'
import type { ForeignOriginError } from './foreign-origin-error.ts'
import type { TokenEndpointError } from './token-endpoint-error.ts'
import type { TransportError } from './transport-error.ts'
import type { UnexpectedResponseError } from './unexpected-response-error.ts'

export { CertificateError, type CertificateErrorReason } from './certificate-error.ts'
export { ChallengeError, type ChallengeErrorReason } from './challenge-error.ts'
export { ConfigurationError } from './configuration-error.ts'
export { DataverseError } from './dataverse-error.ts'
export { ForeignOriginError } from './foreign-origin-error.ts'
export { TokenEndpointError } from './token-endpoint-error.ts'
export { TransportError, type TransportErrorReason } from './transport-error.ts'
export { UnexpectedResponseError, type UnexpectedResponseReason } from './unexpected-response-error.ts'
export { VersekeyError, type VersekeyErrorCode } from './versekey-error.ts'

/** All errors that this package throws, for `switch (error.code)`. */
export type KnownError =
  | CertificateError
  | ChallengeError
  | ConfigurationError
  | DataverseError
  | ForeignOriginError
  | TokenEndpointError
  | TransportError
  | UnexpectedResponseError
