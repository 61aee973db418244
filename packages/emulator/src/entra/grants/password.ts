import type { AppRegistration, DirectoryUser, Tenant } from '../../world/model.ts'
import type { AuthenticatedClient, ClientAuthenticationMethod } from '../client-authentication/authenticated-client.ts'
import { consentedScopes } from '../consent.ts'
import { EntraError } from '../entra-error.ts'
import type { RequestedResource } from '../token-endpoint/requested-resource.ts'
import { invalidScope } from '../token-endpoint/requested-resource.ts'
import type { Grant, GrantDecision, GrantRequest } from './grant.ts'

/**
 * The resource owner's user name and password (RFC 6749 section 4.3). RFC 9700 section 2.4 says it must not be used;
 * it is here because custom clients of Dataverse do, and because its refusals are what they meet.
 */
export const password: Grant = {
  grantType: 'password',
  async decide(grant: GrantRequest): Promise<GrantDecision> {
    const tenant = tenantOfSignIn(grant)
    const client = await grant.authenticate(tenant, credentialOfClass)
    const user = await signIn(grant, tenant)
    const requested = grant.readResource(tenant)
    const grantedScopes = authorize(requested, client, user, grant)
    const { resource, openIdScopes } = requested
    return { tenant, client, user, resource, grantedScopes, echoedScopes: echo(requested, grantedScopes), openIdScopes }
  },
}

/** The tenant of the URL, or on `/organizations` that of the user name's domain. */
function tenantOfSignIn({ authority, form, context }: GrantRequest): Tenant {
  if (typeof authority !== 'string') return authority
  if (authority !== 'organizations') throw new EntraError(9001023)
  const username = form.get('username')
  const tenant = context.world.directory.findTenant(username.slice(username.lastIndexOf('@') + 1))
  if (tenant === undefined) throw new EntraError(50059)
  return tenant
}

/**
 * Without a redirect URI the registration says whether the client is public ("Allow public client flows",
 * `isFallbackPublicClient`): a public client must send no credential, a confidential one must.
 */
function credentialOfClass(registration: AppRegistration, method: ClientAuthenticationMethod): void {
  const { displayName, isFallbackPublicClient } = registration
  if (method === 'none' && !isFallbackPublicClient) {
    throw new EntraError(7000218, {
      reason: `'${displayName}' is a confidential client, and no secret or assertion was sent`,
    })
  }
  if (method !== 'none' && isFallbackPublicClient) {
    throw new EntraError(700025, { reason: `'${displayName}' is a public client (isFallbackPublicClient)` })
  }
}

async function signIn({ form, context }: GrantRequest, tenant: Tenant): Promise<DirectoryUser> {
  const username = form.get('username')
  const { directory } = context.world
  const user = directory.findUser(tenant.tenantId, username)
  const given = form.get('password')
  if (user === undefined) {
    throw new EntraError(50034, {
      // The service itself writes this in place of the user name.
      values: { user: '{EUII Hidden}', tenantName: tenant.displayName },
      reason: `the directory '${tenant.displayName}' has no ${describeUserName(username, tenant)}`,
    })
  }
  const verdict = await directory.judgeUserPassword(user.objectId, given)
  if (verdict === 'absent') throw ofUser(user, new EntraError(50056))
  if (verdict === 'wrong') throw ofUser(user, new EntraError(50126))
  if (!user.accountEnabled) throw ofUser(user, new EntraError(50057))
  if (user.passwordExpired) throw ofUser(user, new EntraError(50055))
  if (user.mfaRequired) throw ofUser(user, new EntraError(50076, { values: { resource: 'Dataverse' } }))
  return user
}

/** Repeats a user name only where it is one of the tenant's domains: it may be a password in the wrong field. */
function describeUserName(username: string, tenant: Tenant): string {
  const domain = username.slice(username.lastIndexOf('@') + 1).toLowerCase()
  const isOfTenant = /^[\w.+-]+@[\w.-]+$/.test(username) && tenant.domains.includes(domain)
  return isOfTenant ? `user '${username}'` : `such user; user names here end with @${tenant.domains.join(' or @')}`
}

/** The delegated permissions of the token: what was asked for and consented to. `.default` asks for all that is consented. */
function authorize(
  { resource, scopes }: RequestedResource,
  { registration, servicePrincipal }: AuthenticatedClient,
  user: DirectoryUser,
  { context, form }: GrantRequest,
): readonly string[] {
  const asked = scopes.filter((scope) => scope !== '.default')
  if (asked.some((scope) => !resource.delegatedScopes.includes(scope))) throw invalidScope(form.get('scope'))
  const consented = consentedScopes(context.world.directory, servicePrincipal, resource.appId, user)
  const isCovered = asked.length > 0 ? asked.every((scope) => consented.includes(scope)) : consented.length > 0
  if (!isCovered) {
    const { clientId, displayName } = registration
    throw ofUser(user, new EntraError(65001, { values: { clientId, clientName: displayName } }))
  }
  return consented
}

/** v2 echoes full scopes, a requested `.default` among them; v1 echoes short names. */
function echo({ resource, scopes }: RequestedResource, granted: readonly string[]): string[] {
  const isV1 = scopes.length === 0
  const names = scopes.includes('.default') ? [...granted, '.default'] : granted
  return isV1 ? [...names] : names.map((name) => `${resource.identifier}/${name}`)
}

function ofUser(user: DirectoryUser, error: EntraError): EntraError {
  error.caller = user.userPrincipalName
  return error
}
