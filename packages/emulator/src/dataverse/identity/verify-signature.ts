import type { JWTPayload } from 'jose'
import { decodeProtectedHeader } from 'jose/decode/protected_header'
import { JWSSignatureVerificationFailed, JWTClaimValidationFailed, JWTExpired } from 'jose/errors'
import { jwtVerify } from 'jose/jwt/verify'
import type { TrustedAuthority } from '../trusted-authority.ts'
import { shownName } from './shown.ts'
import { Unauthenticated } from './unauthenticated.ts'

/**
 * Allowance for slow clocks on both sides of a token's life. Five minutes is the default of the token handlers that
 * resource servers on .NET use (Microsoft.IdentityModel.Tokens: DefaultClockSkew).
 */
export const clockToleranceSeconds = 300

/** A token that its signer has vouched for, at a time when it holds. */
export interface SignedClaims {
  readonly claims: JWTPayload
  readonly keyId: string
}

const newToken = 'Get a new token from the authority that the challenge names, and send it as it is'

/**
 * Checks form, algorithm, key, signature and times of a JSON Web Token (RFC 7519 section 7.2, RFC 8725 section 3.1).
 *
 * @param now Milliseconds since the epoch.
 * @throws {Unauthenticated}
 */
export async function verifySignature(token: string, authority: TrustedAuthority, now: number): Promise<SignedClaims> {
  const { alg, kid } = readHeader(token)
  if (alg !== 'RS256') {
    throw new Unauthenticated('0x80041d50', `the token is signed with ${shownName(alg)}, not with RS256`, newToken)
  }
  const key = typeof kid === 'string' ? authority.findPublicKey(kid) : undefined
  if (typeof kid !== 'string' || key === undefined) {
    const reason = `the token is signed with key ${shownName(kid)}, which the trusted authority has not published`
    throw new Unauthenticated('0x80041d50', reason, newToken)
  }
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['RS256'],
      requiredClaims: ['exp'],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(now),
    })
    return { claims: payload, keyId: kid }
  } catch (error) {
    throw refusalOf(error)
  }
}

function readHeader(token: string): { readonly alg?: unknown; readonly kid?: unknown } {
  try {
    return decodeProtectedHeader(token)
  } catch {
    throw new Unauthenticated('0x80041d50', 'the bearer token is not a JSON Web Token', newToken)
  }
}

function refusalOf(error: unknown): Unauthenticated {
  if (error instanceof JWTExpired) {
    const { exp } = error.payload
    return new Unauthenticated('0x80041d52', `the token expired at ${instant(exp)}`, newToken)
  }
  if (error instanceof JWTClaimValidationFailed) {
    const { claim, payload } = error
    const reason =
      claim === 'nbf' && typeof payload.nbf === 'number'
        ? `the token does not hold before ${instant(payload.nbf)}`
        : `claim ${claim} of the token is missing or not a number`
    return new Unauthenticated('0x80041d50', reason, `${newToken}; see also that the clocks agree`)
  }
  if (error instanceof JWSSignatureVerificationFailed) {
    return new Unauthenticated('0x80041d50', 'the signature of the token does not fit its content', newToken)
  }
  return new Unauthenticated('0x80041d50', 'the bearer token is not a well-formed JSON Web Token', newToken)
}

function instant(epochSeconds: number | undefined): string {
  const date = new Date((epochSeconds ?? Number.NaN) * 1000)
  return Number.isNaN(date.getTime()) ? 'an impossible date' : date.toISOString()
}
