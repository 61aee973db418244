/** Codes of the catalogue that stand for the refusal in the journal; on the wire there is only the challenge. */
export type AuthenticationFailureCode =
  /** MissingCrmAuthenticationToken */
  | '0x80044300'
  /** InvalidOAuthToken */
  | '0x80041d50'
  /** ExpiredOAuthToken */
  | '0x80041d52'

/** A request whose bearer token is missing or not good enough. Says what was wrong with it, never what it was. */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated'
  readonly code: AuthenticationFailureCode
  readonly remedy: string

  constructor(code: AuthenticationFailureCode, reason: string, remedy: string) {
    super(reason)
    this.code = code
    this.remedy = remedy
  }
}
