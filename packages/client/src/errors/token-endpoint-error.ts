import { VersekeyError } from './versekey-error.ts'
import { wireText } from './wire-text.ts'

/** The error answer of a token endpoint, after parsing; strings hold no secret that was sent. */
export interface TokenFailure {
  readonly status: number
  readonly error: string
  readonly suberror?: string | undefined
  readonly errorCodes: readonly number[]
  readonly errorDescription?: string | undefined
  readonly correlationId?: string | undefined
  readonly traceId?: string | undefined
  readonly timestamp?: string | undefined
  readonly claims?: string | undefined
  readonly retryAfterSeconds?: number | undefined
}

/** Whose request it was. */
export interface TokenRequestSubject {
  readonly clientId: string
  readonly tenantId: string
  /** Origin of the authority. */
  readonly authorityHost: string
}

/**
 * The token endpoint answered with an OAuth error body (RFC 6749 section 5.2).
 * Branch on `error` and `suberror`; `errorCodes` are for people and may change at any time.
 */
export class TokenEndpointError extends VersekeyError {
  override readonly name = 'TokenEndpointError'
  override readonly code = 'VERSEKEY_TOKEN_ENDPOINT'
  /** Wire value, for example `invalid_client` or `invalid_grant`. */
  readonly error: string
  /** Entra's refinement of `error`, for example `basic_action`: a person could resolve it by signing in interactively. */
  readonly suberror: string | undefined
  /** HTTP status. */
  readonly status: number
  /** Entra's AADSTS numbers such as 7000215; empty for other servers. */
  readonly errorCodes: readonly number[]
  /** The server's sentences; they may change at any time. */
  readonly errorDescription: string | undefined
  /** Quote this to Microsoft support; safe to log. */
  readonly correlationId: string | undefined
  /** Quote this to Microsoft support; safe to log. */
  readonly traceId: string | undefined
  /** As on the wire: `YYYY-MM-DD HH:MM:SSZ`. */
  readonly timestamp: string | undefined
  /** A claims challenge, JSON text; hand it to an interactive sign-in as `claims`. */
  readonly claims: string | undefined
  /** How long the server asked to wait, from `Retry-After` (RFC 9110 section 10.2.3). */
  readonly retryAfterSeconds: number | undefined

  constructor(subject: TokenRequestSubject, failure: TokenFailure, options?: ErrorOptions) {
    super(describe(subject, failure), options)
    this.error = failure.error
    this.suberror = failure.suberror
    this.status = failure.status
    this.errorCodes = failure.errorCodes
    this.errorDescription = failure.errorDescription
    this.correlationId = failure.correlationId
    this.traceId = failure.traceId
    this.timestamp = failure.timestamp
    this.claims = failure.claims
    this.retryAfterSeconds = failure.retryAfterSeconds
  }
}

function describe(subject: TokenRequestSubject, failure: TokenFailure): string {
  const [first] = failure.errorCodes
  const what = `${failure.status} ${wireText(failure.error)}${first === undefined ? '' : `, AADSTS${first}`}`
  const who = `client ${wireText(subject.clientId)} in tenant ${subject.tenantId}`
  const trace = failure.correlationId === undefined ? '' : ` (correlation ID ${wireText(failure.correlationId, 60)})`
  return `${subject.authorityHost} refused a token to ${who}: ${what}${trace}`
}
