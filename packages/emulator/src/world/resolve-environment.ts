import { idFromName } from './ids.ts'
import type { AccountRow, SecurityRole } from './model.ts'
import type { ResolvedApplication, ResolvedTenant, ResolvedUser } from './resolve-tenant.ts'
import type { AccountSeed, ApplicationUserSeed, EnvironmentSeed, EnvironmentUserSeed } from './seed.ts'

/** The role that every environment has and no seed writes. */
export const systemAdministrator = 'System Administrator'

/** An environment of a seed with every id given or derived, in lower case. What a reference does not find is left out. */
export interface ResolvedEnvironment {
  readonly seed: EnvironmentSeed
  readonly tenant: ResolvedTenant
  readonly environmentId: string
  readonly organizationId: string
  readonly uniqueName: string
  readonly businessUnitId: string
  /** `systemuserid` of the SYSTEM user. */
  readonly systemUserId: string
  /** System Administrator first. */
  readonly roles: readonly SecurityRole[]
  readonly users: readonly ResolvedPerson[]
  readonly applicationUsers: readonly ResolvedApplicationUser[]
  readonly accounts: readonly AccountRow[]
  /** By name. */
  findRole(name: string): SecurityRole | undefined
  /** By user principal name, client id, or an application's display name if no other has it: `systemuserid`. */
  findUserId(reference: string): string | undefined
}

/** A person of the directory in an environment. */
export interface ResolvedPerson {
  readonly seed: EnvironmentUserSeed
  readonly systemUserId: string
  readonly directoryUser: ResolvedUser
}

/** An app registration in an environment. */
export interface ResolvedApplicationUser {
  readonly seed: ApplicationUserSeed
  readonly systemUserId: string
  readonly application: ResolvedApplication
  readonly servicePrincipalId: string
}

export function resolveEnvironment(seed: EnvironmentSeed, tenant: ResolvedTenant): ResolvedEnvironment {
  const environmentId = seed.environmentId?.toLowerCase() ?? idFromName('environment', tenant.tenantId, seed.urlName)
  const organizationId = seed.organizationId?.toLowerCase() ?? idFromName('organization', environmentId)
  const roles = resolveRoles(seed, organizationId)
  const rolesByName = new Map(roles.map((role) => [role.name.toLowerCase(), role]))
  const users = resolvePeople(seed, tenant, organizationId)
  const applicationUsers = resolveApplicationUsers(seed, tenant, organizationId)
  const findUserId = indexUsers(users, applicationUsers)
  return {
    seed,
    tenant,
    environmentId,
    organizationId,
    uniqueName: seed.uniqueName ?? `unq${organizationId.replaceAll('-', '').slice(0, 29)}`,
    businessUnitId: idFromName('business unit', organizationId),
    systemUserId: idFromName('system user', organizationId, 'SYSTEM'),
    roles,
    users,
    applicationUsers,
    accounts: resolveAccounts(seed.accounts ?? [], organizationId, findUserId),
    findRole: (name) => rolesByName.get(name.toLowerCase()),
    findUserId,
  }
}

function resolveRoles({ roles = [] }: EnvironmentSeed, organizationId: string): SecurityRole[] {
  const written = roles.map(({ name, roleId, privileges }) => {
    return { roleId: roleId?.toLowerCase() ?? roleIdFromName(organizationId, name), name, privileges }
  })
  const administrator = roleIdFromName(organizationId, systemAdministrator)
  return [{ roleId: administrator, name: systemAdministrator, privileges: 'all' }, ...written]
}

function roleIdFromName(organizationId: string, name: string): string {
  return idFromName('role', organizationId, name.toLowerCase())
}

function resolvePeople(seed: EnvironmentSeed, tenant: ResolvedTenant, organizationId: string): ResolvedPerson[] {
  return (seed.users ?? []).flatMap((user) => {
    const directoryUser = tenant.findUser(user.user)
    if (directoryUser === undefined) return []
    const systemUserId =
      user.systemUserId?.toLowerCase() ?? idFromName('system user', organizationId, user.user.toLowerCase())
    return [{ seed: user, systemUserId, directoryUser }]
  })
}

function resolveApplicationUsers(
  seed: EnvironmentSeed,
  tenant: ResolvedTenant,
  organizationId: string,
): ResolvedApplicationUser[] {
  return (seed.applicationUsers ?? []).flatMap((user) => {
    const [application] = tenant.findApplications(user.application)
    if (application?.servicePrincipalId === undefined) return []
    const { clientId, servicePrincipalId } = application
    const systemUserId = user.systemUserId?.toLowerCase() ?? idFromName('system user', organizationId, clientId)
    return [{ seed: user, systemUserId, application, servicePrincipalId }]
  })
}

function indexUsers(
  users: readonly ResolvedPerson[],
  applicationUsers: readonly ResolvedApplicationUser[],
): ResolvedEnvironment['findUserId'] {
  const ids = new Map<string, string>()
  const byName = Map.groupBy(applicationUsers, ({ application }) => application.seed.displayName.toLowerCase())
  for (const [name, [user, ...others]] of byName) {
    if (user !== undefined && others.length === 0) ids.set(name, user.systemUserId)
  }
  for (const { application, systemUserId } of applicationUsers) ids.set(application.clientId, systemUserId)
  for (const { seed, systemUserId } of users) ids.set(seed.user.toLowerCase(), systemUserId)
  return (reference) => ids.get(reference.toLowerCase())
}

/** Accounts may share a name; the derived ids of such count them. */
function resolveAccounts(
  accounts: readonly AccountSeed[],
  organizationId: string,
  findUserId: ResolvedEnvironment['findUserId'],
): AccountRow[] {
  const counts = new Map<string, number>()
  return accounts.map(({ name, accountId, accountNumber, owner }) => {
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    return {
      accountId: accountId?.toLowerCase() ?? idFromName('account', organizationId, name, String(count)),
      name,
      accountNumber,
      ownerId: owner === undefined ? undefined : findUserId(owner),
    }
  })
}
