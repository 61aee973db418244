import { VersekeyError } from './versekey-error.ts'

/** Why the answer of an environment to a request without a token was not believed. */
export type ChallengeErrorReason =
  /** The answer was not 401; `status` tells which it was. */
  | 'unexpected_status'
  /** The 401 carried no `Bearer` challenge. */
  | 'no_bearer_challenge'
  /** `authorization_uri` or `resource_id` is missing. */
  | 'missing_parameter'
  /** One of the two is not an https URL, or it carries a user name. */
  | 'malformed_url'
  /** The authority is neither one of the environment's cloud nor the one the caller named. */
  | 'authority_not_trusted'
  /** `resource_id` belongs to another origin than the environment. */
  | 'resource_mismatch'
  /** The tenant in `authorization_uri` is no GUID and no domain name. */
  | 'malformed_tenant'
  /** The tenant is `common` or the like, which names none. */
  | 'tenant_not_specific'

/** What a {@link ChallengeError} keeps of the challenge. */
export interface ChallengeEvidence {
  readonly environmentUrl: string
  readonly status: number
  /** As received, cut to a printable line. */
  readonly authorizationUri?: string | undefined
  /** As received, cut to a printable line. */
  readonly resourceId?: string | undefined
}

/**
 * An environment was asked which authority and tenant to sign in at, and the answer was not trustworthy.
 * No secret and no token had been sent when this was thrown.
 */
export class ChallengeError extends VersekeyError {
  override readonly name = 'ChallengeError'
  override readonly code = 'VERSEKEY_CHALLENGE'
  readonly reason: ChallengeErrorReason
  readonly environmentUrl: string
  readonly status: number
  readonly authorizationUri: string | undefined
  readonly resourceId: string | undefined

  constructor(reason: ChallengeErrorReason, message: string, evidence: ChallengeEvidence) {
    super(message)
    this.reason = reason
    this.environmentUrl = evidence.environmentUrl
    this.status = evidence.status
    this.authorizationUri = evidence.authorizationUri
    this.resourceId = evidence.resourceId
  }
}
