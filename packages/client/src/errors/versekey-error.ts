/** Every error of this package by its literal code; `switch (error.code)` narrows {@link KnownError}. */
export type VersekeyErrorCode =
  | 'VERSEKEY_CERTIFICATE'
  | 'VERSEKEY_CHALLENGE'
  | 'VERSEKEY_CONFIGURATION'
  | 'VERSEKEY_DATAVERSE'
  | 'VERSEKEY_FOREIGN_ORIGIN'
  | 'VERSEKEY_TOKEN_ENDPOINT'
  | 'VERSEKEY_TRANSPORT'
  | 'VERSEKEY_UNEXPECTED_RESPONSE'

/**
 * What all errors of this package have in common: a stable literal `code`, a message free to improve, and no secret,
 * token, assertion or password in anything that gets printed.
 */
export abstract class VersekeyError extends Error {
  /** Stable; branch on this, never on the message. */
  abstract readonly code: VersekeyErrorCode
}
