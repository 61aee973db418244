import { type ResolvedEnvironment, resolveEnvironment, systemAdministrator } from '../resolve-environment.ts'
import type { ResolvedTenant } from '../resolve-tenant.ts'
import { checkMembers } from './check-members.ts'
import type { Finding, SeedPath } from './finding.ts'
import { createUniqueness, type Uniqueness } from './uniqueness.ts'
import { describeUnknownName } from './unknown-name.ts'

/** The environments of a tenant: names and ids that no other has, and what is in each. */
export function checkEnvironments(tenant: ResolvedTenant, tenantPath: SeedPath, uniqueness: Uniqueness): Finding[] {
  return (tenant.seed.environments ?? []).flatMap((seed, index) => {
    const path = [...tenantPath, 'environments', index]
    const environment = resolveEnvironment(seed, tenant)
    // Ids of rows are unique in their own environment only.
    const rows = createUniqueness()
    return [
      ...checkNames(environment, path, uniqueness),
      ...checkRoles(environment, path, rows),
      ...checkMembers(environment, path, rows),
      ...checkAccounts(environment, path, rows),
    ]
  })
}

function checkNames(environment: ResolvedEnvironment, path: SeedPath, uniqueness: Uniqueness): Finding[] {
  const { seed, environmentId, organizationId, uniqueName } = environment
  const clash = uniqueness.checkValue('url name', seed.urlName, [...path, 'urlName'])
  // What is derived from the url name would only repeat the finding.
  if (clash.length > 0) return clash
  const ids = [
    { kind: 'environment id', field: 'environmentId', written: seed.environmentId, resolved: environmentId, path },
    { kind: 'organization id', field: 'organizationId', written: seed.organizationId, resolved: organizationId, path },
    { kind: 'unique name', field: 'uniqueName', written: seed.uniqueName, resolved: uniqueName, path },
  ]
  return ids.flatMap((id) => uniqueness.checkId(id))
}

function checkRoles({ seed, roles }: ResolvedEnvironment, path: SeedPath, rows: Uniqueness): Finding[] {
  const [administrator, ...written] = roles
  if (administrator !== undefined) rows.reserve('role id', administrator.roleId)
  return written.flatMap(({ name, roleId }, index) => {
    const rolePath = [...path, 'roles', index]
    if (name.toLowerCase() === systemAdministrator.toLowerCase()) {
      return [{ path: rolePath, message: `every environment has the role "${systemAdministrator}"; leave it out` }]
    }
    const clash = rows.checkValue('role name', name, [...rolePath, 'name'])
    // An id that is derived from the name would only repeat the finding.
    if (clash.length > 0) return clash
    const writtenId = seed.roles?.[index]?.roleId
    return rows.checkId({ kind: 'role id', field: 'roleId', written: writtenId, resolved: roleId, path: rolePath })
  })
}

function checkAccounts(
  { seed, accounts, ...environment }: ResolvedEnvironment,
  path: SeedPath,
  rows: Uniqueness,
): Finding[] {
  const members = [
    ...environment.users.map((user) => user.seed.user),
    ...environment.applicationUsers.map(({ application }) => application.seed.displayName),
  ]
  return accounts.flatMap(({ accountId }, index) => {
    const { accountId: written, owner } = seed.accounts?.[index] ?? {}
    const accountPath = [...path, 'accounts', index]
    const findings = rows.checkId({
      kind: 'account id',
      field: 'accountId',
      written,
      resolved: accountId,
      path: accountPath,
    })
    if (owner === undefined || environment.findUserId(owner) !== undefined) return findings
    return [...findings, describeUnknownName('user of this environment', owner, members, [...accountPath, 'owner'])]
  })
}
