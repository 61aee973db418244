import type { EnvironmentContent, EnvironmentRecord, EnvironmentUser } from './model.ts'
import { fullNameOf } from './person-name.ts'
import type { ResolvedApplicationUser, ResolvedEnvironment, ResolvedPerson } from './resolve-environment.ts'
import type { AccessModeName } from './seed.ts'

/** What an environment's `organization` row is made of. */
export function buildEnvironmentRecord(environment: ResolvedEnvironment): EnvironmentRecord {
  const { seed, environmentId, organizationId, uniqueName, tenant } = environment
  return {
    environmentId,
    organizationId,
    tenantId: tenant.tenantId,
    urlName: seed.urlName,
    uniqueName,
    friendlyName: seed.friendlyName,
    region: seed.region ?? 'EMEA',
    version: seed.version ?? '9.2.22074.168',
    state: seed.state ?? 'Enabled',
  }
}

/** The rows that an environment begins with. */
export function buildEnvironmentContent(environment: ResolvedEnvironment): EnvironmentContent {
  const { businessUnitId, systemUserId, roles, accounts } = environment
  return {
    businessUnitId,
    systemUserId,
    roles,
    users: [
      ...environment.users.map((user) => buildPerson(user, environment)),
      ...environment.applicationUsers.map((user) => buildApplicationUser(user, environment)),
    ],
    accounts,
  }
}

/** Values of `systemuser.accessmode` ("User (SystemUser) table reference"). */
const accessModes: Readonly<Record<AccessModeName, number>> = {
  'Read-Write': 0,
  Administrative: 1,
  Read: 2,
  'Support User': 3,
  'Non-interactive': 4,
  'Delegated Admin': 5,
}

function buildPerson(user: ResolvedPerson, environment: ResolvedEnvironment): EnvironmentUser {
  const { seed, systemUserId, directoryUser } = user
  const person = directoryUser.seed
  return {
    systemUserId,
    applicationId: undefined,
    azureActiveDirectoryObjectId: directoryUser.objectId,
    domainName: person.userPrincipalName,
    firstName: person.givenName ?? '',
    lastName: person.surname ?? '',
    fullName: fullNameOf(person),
    internalEmailAddress: person.userPrincipalName,
    accessMode: accessModes[seed.accessMode ?? 'Read-Write'],
    isDisabled: seed.disabled ?? false,
    isLicensed: person.licensed ?? true,
    roleIds: roleIdsOf(seed.roles, environment),
  }
}

/** Names and access mode are generated ("Manage application users in the Power Platform admin center"). */
function buildApplicationUser(user: ResolvedApplicationUser, environment: ResolvedEnvironment): EnvironmentUser {
  const { seed, systemUserId, application, servicePrincipalId } = user
  const { clientId } = application
  const name = application.seed.displayName
  const generatedName = `${clientId}@${environment.tenant.initialDomain}`
  return {
    systemUserId,
    applicationId: clientId,
    azureActiveDirectoryObjectId: servicePrincipalId,
    domainName: generatedName,
    firstName: '#',
    lastName: name,
    fullName: `# ${name}`,
    internalEmailAddress: generatedName,
    accessMode: accessModes['Non-interactive'],
    isDisabled: seed.disabled ?? false,
    isLicensed: false,
    roleIds: roleIdsOf(seed.roles, environment),
  }
}

function roleIdsOf(names: readonly string[] | undefined, { findRole }: ResolvedEnvironment): string[] {
  return (names ?? []).flatMap((name) => findRole(name)?.roleId ?? [])
}
