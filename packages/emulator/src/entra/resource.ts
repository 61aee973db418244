import { dataverseResourceAppId } from '@versekey/facts/well-known-ids'
import type { Tenant } from '../world/model.ts'
import type { EntraContext } from './entra-context.ts'
import { EntraError } from './entra-error.ts'
import { printable } from './token-endpoint/token-form.ts'

/** The resource server a token is for. */
export interface Resource {
  /** Application id of the resource: all environments share Dataverse's. */
  readonly appId: string
  /** The identifier exactly as requested; it becomes the audience of a v1 token, trailing slash and all. */
  readonly identifier: string
  readonly displayName: string
  /** Delegated scopes the resource publishes. */
  readonly delegatedScopes: readonly string[]
}

/**
 * Finds the resource by the identifier that a `scope` or `resource` parameter names: an environment's URL, with or
 * without a trailing slash, or Dataverse's application id.
 *
 * @throws {EntraError} 500011 when the tenant has no such resource.
 */
export function findResource(identifier: string, tenant: Tenant, context: EntraContext): Resource {
  if (identifier.toLowerCase() === dataverseResourceAppId || isEnvironmentOf(tenant, identifier, context)) {
    return {
      appId: dataverseResourceAppId,
      identifier,
      displayName: 'Dataverse',
      delegatedScopes: ['user_impersonation'],
    }
  }
  throw new EntraError(500011, {
    values: { resource: printable(identifier), tenantName: tenant.displayName },
    reason: `the tenant's environments are ${environmentUrls(tenant, context).join(', ') || 'none'}; ${URL.parse(identifier)?.origin ?? 'what was asked for'} is none of them`,
  })
}

function isEnvironmentOf(tenant: Tenant, identifier: string, context: EntraContext): boolean {
  const url = URL.parse(identifier)
  if (url === null || url.pathname !== '/' || url.search !== '' || url.hash !== '') return false
  return environmentUrls(tenant, context).includes(url.origin)
}

function environmentUrls(tenant: Tenant, { world, addresses }: EntraContext): string[] {
  return world.environments
    .filter(({ record }) => record.tenantId === tenant.tenantId)
    .map(({ record }) => addresses.environments.get(record.environmentId))
    .filter((url) => url !== undefined)
}
