import type { ServiceReply } from '../../listeners/service.ts'
import type { Tenant } from '../../world/model.ts'
import { authenticateClient } from '../client-authentication/authenticate-client.ts'
import { findPresentedCredential } from '../client-authentication/presented-credential.ts'
import type { EntraContext } from '../entra-context.ts'
import { EntraError } from '../entra-error.ts'
import { tokenReply } from '../entra-reply.ts'
import type { GrantDecision, GrantRequest } from '../grants/grant.ts'
import { selectGrant } from '../grants/index.ts'
import { isGuid, type RequestContext } from '../request-context.ts'
import { tenantOfSegment } from '../tenant-of-request.ts'
import { isOwnAudience } from './assertion-audience.ts'
import { issueTokens } from './issue-tokens.ts'
import { readResourceParameter, readScopeParameter } from './requested-resource.ts'
import { readTokenForm } from './token-form.ts'

/** `POST /{tenant}/oauth2/v2.0/token` and `/oauth2/token` (RFC 6749 section 3.2). */
export async function tokenEndpoint(request: RequestContext, context: EntraContext): Promise<ServiceReply> {
  const form = readTokenForm(request.request)
  const authority = tenantOfSegment(request.tenantSegment, context.world.directory)
  const grant = selectGrant(form.get('grant_type'))
  refuseCrossOrigin(request)
  const presented = findPresentedCredential(form, request.request.headers.authorization)
  const decision = await ofCaller(presented.clientId, () =>
    grant.decide({
      form,
      request,
      context,
      authority,
      presented,
      authenticate: (tenant, rule) =>
        authenticateClient(presented, rule, authenticationContext(tenant, request, context)),
      readResource: (tenant) => readResource(request, form, tenant, context),
    }),
  )
  const options = { protocol: request.protocol, wantsClientInfo: form.find('client_info') === '1' }
  return tokenReply(request, issueTokens(decision, options, context), { caller: callerOf(decision) })
}

/** A page's origin may redeem only codes and refresh tokens of a single-page application, never another grant. */
function refuseCrossOrigin({ request }: RequestContext): void {
  if (request.headers.origin !== undefined) throw new EntraError(9002326)
}

function readResource(request: RequestContext, form: GrantRequest['form'], tenant: Tenant, context: EntraContext) {
  const read = request.protocol === 'v1' ? readResourceParameter : readScopeParameter
  return read(form, tenant, context)
}

function authenticationContext(tenant: Tenant, { tenantSegment }: RequestContext, context: EntraContext) {
  const { clock, world, addresses } = context
  return {
    directory: world.directory,
    tenant,
    clock,
    isOwnAudience: (audience: string) => isOwnAudience(audience, addresses.authority, tenant, tenantSegment),
  }
}

/** Names the client in what the journal says of a refusal, unless it already names a user, or what was sent is no client id. */
async function ofCaller<T>(clientId: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof EntraError && isGuid(clientId)) error.caller ??= clientId
    throw error
  }
}

function callerOf({ client, user }: GrantDecision): string {
  return user?.userPrincipalName ?? client.registration.clientId
}
