/** A token as the authority issued it, with times relative to the request. */
export interface IssuedToken {
  readonly token: string
  readonly expiresInSeconds: number
  /** When to replace it, if the authority says so. */
  readonly refreshInSeconds?: number
}

/** Asks the authority for a token, with a claims challenge if there is one. */
export type Obtain = (claims: string | undefined) => Promise<IssuedToken>
