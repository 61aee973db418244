import { createHash } from 'node:crypto'
import type { DirectoryUser } from '../../world/model.ts'
import { clientAuthenticationClass } from '../client-authentication/authenticated-client.ts'
import type { EntraContext } from '../entra-context.ts'
import type { GrantDecision } from '../grants/grant.ts'
import { issuerV1, issuerV2 } from '../issuers.ts'

/** When a token holds, in seconds since the epoch. */
export interface Validity {
  /** Five minutes before the request, also as `nbf`: recorded tokens allow for slow clocks. */
  readonly issuedAt: number
  readonly expiresAt: number
}

/** Claims of a v1 access token, the form Dataverse takes (Microsoft identity platform: access token claims reference). */
export function accessTokenClaims(decision: GrantDecision, validity: Validity, context: EntraContext): object {
  const { client, resource, tenant, user } = decision
  const issuer = issuerV1(context.addresses.authority, tenant.tenantId)
  const common = {
    aud: resource.identifier,
    iss: issuer,
    iat: validity.issuedAt,
    nbf: validity.issuedAt,
    exp: validity.expiresAt,
    aio: opaque(context, 33),
    appid: client.registration.clientId,
    appidacr: clientAuthenticationClass[client.method],
    rh: opaque(context, 30),
    tid: tenant.tenantId,
    uti: opaque(context, 16),
    ver: '1.0',
  }
  if (user === undefined) {
    const { objectId } = client.servicePrincipal
    return { ...common, idp: issuer, oid: objectId, sub: objectId }
  }
  return {
    ...common,
    ...userClaims(user),
    acr: '1',
    amr: ['pwd'],
    scp: decision.grantedScopes.join(' '),
    sub: pairwiseSubject(user, resource.appId),
  }
}

function userClaims(user: DirectoryUser): object {
  return {
    family_name: user.surname,
    given_name: user.givenName,
    ipaddr: '127.0.0.1',
    name: user.displayName,
    oid: user.objectId,
    unique_name: user.userPrincipalName,
    upn: user.userPrincipalName,
  }
}

/** Claims of an id token for the client, in the form of the endpoint that was asked. */
export function idTokenClaims(
  decision: GrantDecision,
  user: DirectoryUser,
  validity: Validity,
  protocol: 'v1' | 'v2',
  context: EntraContext,
): object {
  const { authority } = context.addresses
  const { tenantId } = decision.tenant
  const { clientId } = decision.client.registration
  const common = {
    aud: clientId,
    iss: protocol === 'v1' ? issuerV1(authority, tenantId) : issuerV2(authority, tenantId),
    iat: validity.issuedAt,
    nbf: validity.issuedAt,
    exp: validity.expiresAt,
    name: user.displayName,
    oid: user.objectId,
    rh: opaque(context, 30),
    sub: pairwiseSubject(user, clientId),
    tid: tenantId,
    uti: opaque(context, 16),
  }
  if (protocol === 'v2') return { ...common, preferred_username: user.userPrincipalName, ver: '2.0' }
  return { ...common, ...userClaims(user), amr: ['pwd'], ver: '1.0' }
}

/** The same for one user at one application, different at every other (OpenID Connect Core section 8.1). */
function pairwiseSubject(user: DirectoryUser, applicationId: string): string {
  return createHash('sha256').update(`${user.objectId} ${applicationId}`).digest('base64url')
}

function opaque(context: EntraContext, bytes: number): string {
  return context.randomBytes(bytes).toString('base64url')
}
