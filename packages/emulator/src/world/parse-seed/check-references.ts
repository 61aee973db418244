import { type ResolvedTenant, resolveTenant } from '../resolve-tenant.ts'
import type { WorldSeed } from '../seed.ts'
import { checkApplications } from './check-applications.ts'
import { checkEnvironments } from './check-environments.ts'
import { checkUsers } from './check-users.ts'
import type { Finding, SeedPath } from './finding.ts'
import { createUniqueness, type Uniqueness } from './uniqueness.ts'

/** Checks what a schema cannot: that every name which is referred to exists, and that nothing stands twice. */
export function checkReferences({ tenants }: WorldSeed): Finding[] {
  const uniqueness = createUniqueness()
  return tenants.flatMap((seed, index) => {
    const tenant = resolveTenant(seed)
    const path = ['tenants', index]
    return [
      ...checkTenant(tenant, path, uniqueness),
      ...checkApplications(tenant, path, uniqueness),
      ...checkUsers(tenant, path, uniqueness),
      ...checkEnvironments(tenant, path, uniqueness),
    ]
  })
}

function checkTenant({ seed, tenantId }: ResolvedTenant, path: SeedPath, uniqueness: Uniqueness): Finding[] {
  return [
    ...uniqueness.checkId({ kind: 'tenant id', field: 'tenantId', written: seed.tenantId, resolved: tenantId, path }),
    ...seed.domains.flatMap((domain, index) => uniqueness.checkValue('domain', domain, [...path, 'domains', index])),
  ]
}
