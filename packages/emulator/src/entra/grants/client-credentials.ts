import type { AppRegistration } from '../../world/model.ts'
import type { ClientAuthenticationMethod } from '../client-authentication/authenticated-client.ts'
import { EntraError } from '../entra-error.ts'
import { printable } from '../printable.ts'
import type { Grant, GrantDecision, GrantRequest } from './grant.ts'

/**
 * The client acts as itself (RFC 6749 section 4.4). A token is issued without any role or consent: Dataverse decides
 * by its application users, not by the token (Microsoft identity platform: client credentials flow).
 */
export const clientCredentials: Grant = {
  grantType: 'client_credentials',
  async decide(grant: GrantRequest): Promise<GrantDecision> {
    const tenant = grant.authority
    // An application belongs to no tenant that /common could infer.
    if (typeof tenant === 'string') throw new EntraError(50059)
    const client = await grant.authenticate(tenant, requireCredential)
    const { resource, scopes } = grant.readResource(tenant)
    if (grant.request.protocol === 'v2' && scopes.join() !== '.default') {
      throw new EntraError(1002012, { values: { scope: printable(grant.form.get('scope')) } })
    }
    return { tenant, client, resource, grantedScopes: [], echoedScopes: [], openIdScopes: new Set() }
  },
}

function requireCredential(_registration: AppRegistration, method: ClientAuthenticationMethod): void {
  if (method === 'none') throw new EntraError(7000216)
}
