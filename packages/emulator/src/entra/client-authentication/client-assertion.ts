import { X509Certificate } from 'node:crypto'
import type { JWTPayload } from 'jose'
import { decodeProtectedHeader } from 'jose/decode/protected_header'
import { JOSEError } from 'jose/errors'
import { compactVerify } from 'jose/jws/compact/verify'
import { decodeJwt } from 'jose/jwt/decode'
import type { KeyCredential } from '../../world/model.ts'
import { EntraError } from '../entra-error.ts'
import { printable } from '../printable.ts'

/** What a client assertion is judged against. */
export interface AssertionRules {
  readonly clientId: string
  readonly credentials: readonly KeyCredential[]
  /** Whether an audience names this authorization server. */
  isOwnAudience(audience: string): boolean
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Clocks of client and server may differ by this much. */
const clockToleranceSeconds = 300

/** SHA-256 in padded base64 has 44 characters. */
const longestThumbprint = 64

/** RSA only: Entra ID refuses ECDSA (Microsoft identity platform: certificate credentials). */
const acceptedAlgorithms = ['RS256', 'PS256']

/** The client an assertion speaks of, unverified. */
export function readAssertionSubject(assertion: string): string {
  const claims = decodeClaims(assertion)
  const subject = textOf(claims.sub) ?? textOf(claims.iss)
  if (subject === undefined) throw new EntraError(900144, { values: { parameter: 'client_id' } })
  return subject
}

/**
 * Verifies a `private_key_jwt` assertion against the certificates of a registration (RFC 7523 section 3).
 *
 * The same `jti` may come again: published clients use one assertion for about ten minutes, and RFC 7523 makes the
 * replay cache optional.
 */
export async function verifyClientAssertion(assertion: string, rules: AssertionRules): Promise<void> {
  const credential = findCertificate(assertion, rules)
  await verifySignature(assertion, credential)
  checkClaims(decodeClaims(assertion), rules)
}

function findCertificate(assertion: string, rules: AssertionRules): KeyCredential {
  const header = decodeHeader(assertion)
  const algorithm = textOf(header['alg']) ?? 'none that is text'
  if (!acceptedAlgorithms.includes(algorithm)) {
    throw invalidSignature(`The algorithm '${printable(algorithm)}' is not supported; use PS256 or RS256.`)
  }
  const sha1 = normalizeThumbprint(header['x5t'])
  const sha256 = normalizeThumbprint(header['x5t#S256'])
  if (sha1 === undefined && sha256 === undefined) {
    throw new EntraError(50027, { message: 'Invalid JWT token. No certificate thumbprint specified in token header.' })
  }
  const credential = rules.credentials.find((candidate) =>
    sha256 === undefined ? candidate.sha1Thumbprint === sha1 : candidate.sha256Thumbprint === sha256,
  )
  if (credential === undefined) {
    const sent = Buffer.from(sha256 ?? sha1 ?? '', 'base64url')
    throw invalidSignature(
      `The key was not found., Thumbprint of key used by client: '${printable(sent.toString('hex').toUpperCase())}'`,
    )
  }
  if (rules.now < credential.startsAt || rules.now >= credential.endsAt) {
    throw invalidSignature(
      `The key used is expired., Found key 'Start=${asDate(credential.startsAt)}, End=${asDate(credential.endsAt)}'`,
    )
  }
  return credential
}

async function verifySignature(assertion: string, credential: KeyCredential): Promise<void> {
  const { publicKey } = new X509Certificate(credential.certificate)
  try {
    await compactVerify(assertion, publicKey, { algorithms: acceptedAlgorithms })
  } catch (error) {
    if (!(error instanceof JOSEError) && !(error instanceof TypeError)) throw error
    throw invalidSignature(
      `The provided signature value did not match the expected signature value., Found key 'Start=${asDate(credential.startsAt)}, End=${asDate(credential.endsAt)}'`,
    )
  }
}

/** Times may be fractions: MSAL Python sends such; only `exp` must be there. */
function checkClaims(claims: JWTPayload, rules: AssertionRules): void {
  const nowSeconds = rules.now / 1000
  if (claims.iss !== claims.sub) throw new EntraError(50048)
  const subject = textOf(claims.sub) ?? ''
  if (subject.toLowerCase() !== rules.clientId.toLowerCase()) {
    throw new EntraError(700021, { reason: `the assertion speaks of another client than '${rules.clientId}'` })
  }
  const audiences = [claims.aud].flat().filter((audience) => typeof audience === 'string')
  if (!audiences.some((audience) => rules.isOwnAudience(audience))) {
    throw new EntraError(700023, {
      reason: `the audience of the assertion is ${audiences.map(describeAudience).join(', ') || 'missing'}`,
    })
  }
  checkTimes(claims, rules, nowSeconds)
}

function checkTimes({ exp, nbf }: JWTPayload, rules: AssertionRules, nowSeconds: number): void {
  const isExpired = typeof exp !== 'number' || exp + clockToleranceSeconds <= nowSeconds
  const isEarly = nbf !== undefined && !(typeof nbf === 'number' && nbf - clockToleranceSeconds <= nowSeconds)
  if (!isExpired && !isEarly) return
  const values = { now: asDate(rules.now), notBefore: secondsAsDate(nbf), expiry: secondsAsDate(exp) }
  throw new EntraError(700024, { values })
}

/**
 * base64url without padding, from any of the encodings that published clients send: base64url (MSAL Node), base64url
 * with padding (MSAL Python) and standard base64 (MSAL Go). Longer text than a thumbprint's is none.
 */
export function normalizeThumbprint(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > longestThumbprint) return undefined
  return Buffer.from(value, 'base64').toString('base64url')
}

function decodeHeader(assertion: string): Record<string, unknown> {
  try {
    return { ...decodeProtectedHeader(assertion) }
  } catch {
    throw malformed('its header is not base64url-encoded JSON')
  }
}

function decodeClaims(assertion: string): JWTPayload {
  try {
    return decodeJwt(assertion)
  } catch {
    throw malformed('its claims are not base64url-encoded JSON')
  }
}

/** A claim that should be text: what stands in an unverified assertion may be of any type. */
function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' ? claim : undefined
}

function malformed(what: string): EntraError {
  return new EntraError(50027, {
    message: 'Invalid JWT token. The token is malformed.',
    reason: `client_assertion is not a JSON Web Token: ${what}`,
  })
}

function invalidSignature(reason: string): EntraError {
  return new EntraError(700027, { values: { reason } })
}

/** An audience is a URL; anything else, and its path, is not repeated. */
function describeAudience(audience: string): string {
  const url = URL.parse(audience)
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? `at ${url.origin}` : 'no web address'
}

function secondsAsDate(seconds: unknown): string {
  return typeof seconds === 'number' ? asDate(seconds * 1000) : 'missing'
}

function asDate(epochMs: number): string {
  const date = new Date(epochMs)
  return Number.isNaN(date.getTime()) ? 'an impossible date' : date.toISOString()
}
