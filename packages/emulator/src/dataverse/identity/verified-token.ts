/** What every accepted token says. */
interface TokenFacts {
  /** Client id: who asked for the token. */
  readonly clientId: string
  /** Id of the key that signed it. */
  readonly keyId: string
  /** When it holds, in milliseconds since the epoch, before any allowance for slow clocks. */
  readonly notBefore: number
  readonly expiresAt: number
}

/** A client that acts for a person who signed in. */
export interface DelegatedToken extends TokenFacts {
  readonly kind: 'delegated'
  /** Entra object id of the person. */
  readonly objectId: string
  /** For the journal: user principal name, else the object id. */
  readonly userName: string
}

/** A client that acts for itself. */
export interface AppOnlyToken extends TokenFacts {
  readonly kind: 'appOnly'
}

/** A token whose signature, issuer, audience, tenant and times have been judged good. */
export type VerifiedToken = DelegatedToken | AppOnlyToken

/** Who calls, for the journal. */
export function callerOf(token: VerifiedToken): string {
  return token.kind === 'delegated' ? token.userName : token.clientId
}
