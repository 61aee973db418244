import type { Clock } from '../../clock.ts'
import { readBearerToken } from './bearer-token.ts'
import { type Expectations, judgeClaims } from './judge-claims.ts'
import { createTokenMemory } from './token-memory.ts'
import type { VerifiedToken } from './verified-token.ts'
import { clockToleranceSeconds, verifySignature } from './verify-signature.ts'

/** From an `Authorization` header to a token that holds. */
export type Authenticate = (authorization: string | undefined) => Promise<VerifiedToken>

/**
 * Verifies each token once and remembers it until it expires: the signature costs a hundred times the rest of a WhoAmI.
 *
 * @returns A function that throws {@link Unauthenticated}.
 */
export function createAuthenticate(expectations: () => Expectations, clock: Clock): Authenticate {
  const memory = createTokenMemory()
  return async (authorization) => {
    const text = readBearerToken(authorization)
    const now = clock.now()
    const expected = expectations()
    const known = memory.find(text)
    if (known !== undefined && stillHolds(known, now, expected)) return known
    memory.forget(text)
    const token = judgeClaims(await verifySignature(text, expected.authority, now), expected)
    memory.remember(text, token)
    return token
  }
}

/** What can change between two uses of a token: the clock, which may be set back too, and the keys of its authority. */
function stillHolds(token: VerifiedToken, now: number, { authority }: Expectations): boolean {
  const tolerance = clockToleranceSeconds * 1000
  return (
    now < token.expiresAt + tolerance &&
    now >= token.notBefore - tolerance &&
    authority.findPublicKey(token.keyId) !== undefined
  )
}
