import type { ResolvedTenant, ResolvedUser } from '../resolve-tenant.ts'
import type { Finding, SeedPath } from './finding.ts'
import { printNames, quote } from './printable.ts'
import type { Uniqueness } from './uniqueness.ts'

/** The users of a tenant: ids and names that no other has, in a domain of the tenant. */
export function checkUsers(tenant: ResolvedTenant, tenantPath: SeedPath, uniqueness: Uniqueness): Finding[] {
  return tenant.users.flatMap((user, index) => {
    const path = [...tenantPath, 'users', index]
    return [...checkDomain(user, tenant, path), ...checkIdentity(user, path, uniqueness)]
  })
}

function checkDomain({ seed }: ResolvedUser, tenant: ResolvedTenant, path: SeedPath): Finding[] {
  const domain = seed.userPrincipalName.slice(seed.userPrincipalName.indexOf('@') + 1)
  if (tenant.domains.includes(domain.toLowerCase())) return []
  const message = `${quote(domain)} is not a domain of the tenant ${quote(tenant.seed.displayName)}`
  return [{ path: [...path, 'userPrincipalName'], message, expected: printNames(tenant.domains) }]
}

function checkIdentity({ seed, objectId }: ResolvedUser, path: SeedPath, uniqueness: Uniqueness): Finding[] {
  const clash = uniqueness.checkValue('user principal name', seed.userPrincipalName, [...path, 'userPrincipalName'])
  // An id that is derived from the name would only repeat the finding.
  if (clash.length > 0) return clash
  return uniqueness.checkId({ kind: 'object id', field: 'objectId', written: seed.objectId, resolved: objectId, path })
}
