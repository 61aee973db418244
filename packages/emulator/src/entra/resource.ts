import { dataverseResourceAppId } from '@versekey/facts/well-known-ids'
import type { Tenant } from '../world/model.ts'
import type { EntraContext } from './entra-context.ts'
import { EntraError } from './entra-error.ts'
import { printable } from './printable.ts'

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
    reason: `it is none of the tenant's environments: ${environmentUrls(tenant, context).join(', ') || 'there are none'}`,
  })
}

/** The identifier is taken literally: with or without one trailing slash, in any case, and nothing else. */
function isEnvironmentOf(tenant: Tenant, identifier: string, context: EntraContext): boolean {
  return environmentUrls(tenant, context).includes(identifier.toLowerCase().replace(/\/$/, ''))
}

function environmentUrls(tenant: Tenant, { world, addresses }: EntraContext): string[] {
  return world.environments
    .filter(({ record }) => record.tenantId === tenant.tenantId)
    .map(({ record }) => addresses.environments.get(record.environmentId))
    .filter((url) => url !== undefined)
}
