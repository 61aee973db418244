import type { ResolvedTenant, ResolvedUser } from '../resolve-tenant.ts'
import type { Finding, SeedPath } from './finding.ts'
import { printNames, quote } from './printable.ts'
import type { Uniqueness } from './uniqueness.ts'

/** The users of a tenant: ids and names that no other has, in a domain of the tenant. */
export function checkUsers(tenant: ResolvedTenant, tenantPath: SeedPath, uniqueness: Uniqueness): Finding[] {
  return tenant.users.flatMap((user, index) => {
    const path = [...tenantPath, 'users', index]
    return [...checkName(user, tenant, path, uniqueness), ...checkObjectId(user, path, uniqueness)]
  })
}

function checkName({ seed }: ResolvedUser, tenant: ResolvedTenant, path: SeedPath, uniqueness: Uniqueness): Finding[] {
  const name = seed.userPrincipalName
  const namePath = [...path, 'userPrincipalName']
  const findings = uniqueness.checkValue('user principal name', name, namePath)
  const domain = name.slice(name.indexOf('@') + 1)
  if (!tenant.domains.includes(domain.toLowerCase())) {
    const message = `${quote(domain)} is not a domain of the tenant ${quote(tenant.seed.displayName)}`
    findings.push({ path: namePath, message, expected: printNames(tenant.domains) })
  }
  return findings
}

function checkObjectId({ seed, objectId }: ResolvedUser, path: SeedPath, uniqueness: Uniqueness): Finding[] {
  // Without an object id, users that share one share their name, which has been told.
  if (seed.objectId === undefined) return []
  return uniqueness.checkId({ kind: 'object id', field: 'objectId', written: seed.objectId, resolved: objectId, path })
}
