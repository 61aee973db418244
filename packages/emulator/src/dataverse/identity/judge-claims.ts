import { dataverseResourceAppId } from '@versekey/facts/well-known-ids'
import type { JWTPayload } from 'jose'
import { parseGuid } from '../tables/guid.ts'
import type { TrustedAuthority } from '../trusted-authority.ts'
import { shownIdentifier } from './shown.ts'
import { Unauthenticated } from './unauthenticated.ts'
import type { VerifiedToken } from './verified-token.ts'
import type { SignedClaims } from './verify-signature.ts'

/** Whom an environment takes tokens from, and for whom they must have been issued. */
export interface Expectations {
  readonly authority: TrustedAuthority
  readonly tenantId: string
  /** Of the environment, without a trailing slash. */
  readonly origin: string
  /** Whether {@link dataverseResourceAppId} is an audience too; unconfirmed for the real service. */
  readonly acceptApplicationIdAudience: boolean
}

/**
 * Judges what a well-signed token says: issuer, tenant, audience, and on whose behalf it speaks.
 *
 * @throws {Unauthenticated}
 */
export function judgeClaims({ claims, keyId }: SignedClaims, expected: Expectations): VerifiedToken {
  checkIssuer(claims, expected)
  checkAudience(claims, expected)
  const clientId = guidIn(claims['appid'] ?? claims['azp'])
  if (clientId === undefined) throw invalid('the token names no client: neither appid nor azp is a GUID')
  const facts = {
    clientId,
    keyId,
    notBefore: (claims.nbf ?? 0) * 1000,
    expiresAt: (claims.exp ?? 0) * 1000,
  }
  if (claims['scp'] !== undefined) return { kind: 'delegated', ...facts, ...judgePerson(claims) }
  // The test that works for v1 and v2 tokens (Microsoft identity platform: access token claims reference, idtyp).
  const isAppOnly = claims['idtyp'] === 'app' || (claims['oid'] !== undefined && claims['oid'] === claims.sub)
  if (!isAppOnly) throw invalid('the token speaks for no person (no scp) and not for a client alone (oid is not sub)')
  return { kind: 'appOnly', ...facts }
}

function checkIssuer(claims: JWTPayload, { authority, tenantId }: Expectations): void {
  const issuers = authority.issuers(tenantId)
  if (typeof claims.iss !== 'string' || !issuers.includes(claims.iss)) {
    throw invalid(
      `issuer is ${shownIdentifier(claims.iss)}, this environment takes tokens of ${issuers.join(' and ')}`,
      'Get the token from the tenant of the environment, which the challenge names in authorization_uri',
    )
  }
  const tid = claims['tid']
  if (typeof tid !== 'string' || tid.toLowerCase() !== tenantId.toLowerCase()) {
    throw invalid(
      `tenant (tid) is ${shownIdentifier(tid)}, this environment belongs to ${tenantId}`,
      'Get the token from the tenant of the environment, which the challenge names in authorization_uri',
    )
  }
}

function checkAudience(claims: JWTPayload, { origin, acceptApplicationIdAudience }: Expectations): void {
  const { aud } = claims
  if (typeof aud === 'string') {
    // With and without a slash at the end, and hosts compare without case (Use OAuth authentication with Dataverse).
    if (aud.replace(/\/$/, '').toLowerCase() === origin.toLowerCase()) return
    if (acceptApplicationIdAudience && aud.toLowerCase() === dataverseResourceAppId) return
  }
  throw invalid(
    `audience is ${shownIdentifier(aud)}, this environment is ${origin}`,
    `Ask for the scope ${origin}/.default`,
  )
}

function judgePerson(claims: JWTPayload): { readonly objectId: string; readonly userName: string } {
  const { scp, oid, upn, preferred_username } = claims as Readonly<Record<string, unknown>>
  if (typeof scp !== 'string' || !scp.split(' ').includes('user_impersonation')) {
    throw invalid(
      'the token is for a person, but user_impersonation is not among its scopes (scp)',
      'Add the delegated permission user_impersonation of Dataverse to the app registration, and consent to it',
    )
  }
  const objectId = guidIn(oid)
  if (objectId === undefined) throw invalid('the token names no user: claim oid is missing or not a GUID')
  const userName = [upn, preferred_username].find(isUserPrincipalName)
  return { objectId, userName: userName ?? objectId }
}

/** Name, `@` and domain; any other text would not be fit for the journal. */
function isUserPrincipalName(name: unknown): name is string {
  return typeof name === 'string' && name.length <= 320 && /^[\w'.!#^~-]{1,64}@[\w-]+(?:\.[\w-]+)+$/.test(name)
}

function guidIn(claim: unknown): string | undefined {
  return typeof claim === 'string' ? parseGuid(claim) : undefined
}

function invalid(
  reason: string,
  remedy = 'Get an access token for this environment from the authority that the challenge names',
): Unauthenticated {
  return new Unauthenticated('0x80041d50', reason, remedy)
}
