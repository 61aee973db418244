import { VersekeyError } from './versekey-error.ts'

/** What is wrong with the answer. */
export type UnexpectedResponseReason =
  /** More bytes than any proper answer has. */
  | 'too_large'
  /** The body is not JSON; often a page of a proxy or firewall. */
  | 'not_json'
  /** JSON, but not what the protocol asks for. */
  | 'not_conform'
  /** A redirect where none may be followed, or one too many. */
  | 'redirect'

/**
 * A server answered with something that is not the protocol. The body is not kept: an answer gone wrong may hold a token.
 */
export class UnexpectedResponseError extends VersekeyError {
  override readonly name = 'UnexpectedResponseError'
  override readonly code = 'VERSEKEY_UNEXPECTED_RESPONSE'
  readonly reason: UnexpectedResponseReason
  /** Origin of the server. */
  readonly origin: string
  /** HTTP status; 0 where the platform hides it. */
  readonly status: number
  /** How long the server asked to wait, from `Retry-After` (RFC 9110 section 10.2.3). */
  readonly retryAfterSeconds: number | undefined

  constructor(
    reason: UnexpectedResponseReason,
    origin: string,
    status: number,
    problem: string,
    options?: ErrorOptions & { readonly retryAfterSeconds?: number | undefined },
  ) {
    super(`${origin} answered ${status}: ${problem}`, options)
    this.reason = reason
    this.origin = origin
    this.status = status
    this.retryAfterSeconds = options?.retryAfterSeconds
  }
}
