import type { ResolvedEnvironment } from '../resolve-environment.ts'
import type { ApplicationUserSeed } from '../seed.ts'
import type { Finding, SeedPath } from './finding.ts'
import { quote } from './printable.ts'
import type { Uniqueness } from './uniqueness.ts'
import { describeUnknownName } from './unknown-name.ts'

/** "Create users" of the Power Platform administrator's guide: at most seven in an environment. */
const mostNonInteractiveUsers = 7

/** Users and application users of an environment: in the tenant's directory, there once, with roles that exist. */
export function checkMembers(environment: ResolvedEnvironment, path: SeedPath, rows: Uniqueness): Finding[] {
  rows.reserve('system user id', environment.systemUserId)
  return [
    ...checkPeople(environment, path, rows),
    ...checkNonInteractiveUsers(environment, path),
    ...checkApplicationUsers(environment, path, rows),
  ]
}

function checkPeople(environment: ResolvedEnvironment, environmentPath: SeedPath, rows: Uniqueness): Finding[] {
  const { seed, tenant } = environment
  const userNames = tenant.users.map((known) => known.seed.userPrincipalName)
  return (seed.users ?? []).flatMap(({ user, systemUserId, roles = [] }, index) => {
    const path = [...environmentPath, 'users', index]
    if (tenant.findUser(user) === undefined) return [describeUnknownName('user', user, userNames, [...path, 'user'])]
    const clash = rows.checkValue('user', user, [...path, 'user'])
    if (clash.length > 0) return clash
    const found = environment.findUserId(user)
    return [...checkSystemUserId(systemUserId, found, path, rows), ...checkRoles(roles, environment, path)]
  })
}

function checkNonInteractiveUsers({ seed }: ResolvedEnvironment, path: SeedPath): Finding[] {
  return (seed.users ?? [])
    .flatMap(({ accessMode }, index) => (accessMode === 'Non-interactive' ? [index] : []))
    .slice(mostNonInteractiveUsers)
    .map((index) => ({
      path: [...path, 'users', index, 'accessMode'],
      message: `an environment has at most ${mostNonInteractiveUsers} non-interactive users; application users do not count`,
    }))
}

function checkApplicationUsers(
  environment: ResolvedEnvironment,
  environmentPath: SeedPath,
  rows: Uniqueness,
): Finding[] {
  return (environment.seed.applicationUsers ?? []).flatMap((user, index) => {
    const path = [...environmentPath, 'applicationUsers', index]
    const [application] = environment.tenant.findApplications(user.application)
    const findings = checkApplication(user, environment, path, rows)
    if (application === undefined || findings.length > 0) return findings
    const found = environment.findUserId(application.clientId)
    return [
      ...checkSystemUserId(user.systemUserId, found, path, rows),
      ...checkRoles(user.roles ?? [], environment, path),
    ]
  })
}

function checkApplication(
  { application: reference }: ApplicationUserSeed,
  { tenant }: ResolvedEnvironment,
  userPath: SeedPath,
  rows: Uniqueness,
): Finding[] {
  const path = [...userPath, 'application']
  const [application, ...others] = tenant.findApplications(reference)
  if (application === undefined) {
    const names = tenant.applications.map(({ seed }) => seed.displayName)
    return [describeUnknownName('application', reference, names, path)]
  }
  if (others.length > 0) {
    return [
      { path, message: `${others.length + 1} applications are called ${quote(reference)}`, expected: 'a client id' },
    ]
  }
  if (application.servicePrincipalId === undefined) {
    return [{ path, message: `the application ${quote(reference)} has no service principal in the tenant` }]
  }
  const [twice] = rows.checkValue('application user', application.clientId, path)
  return twice === undefined ? [] : [{ ...twice, message: `${quote(reference)} is an application user already` }]
}

function checkSystemUserId(
  written: string | undefined,
  found: string | undefined,
  path: SeedPath,
  rows: Uniqueness,
): Finding[] {
  const resolved = written ?? found
  if (resolved === undefined) return []
  return rows.checkId({ kind: 'system user id', field: 'systemUserId', written, resolved, path })
}

function checkRoles(names: readonly string[], { roles, findRole }: ResolvedEnvironment, userPath: SeedPath): Finding[] {
  const known = roles.map(({ name }) => name)
  const seen = new Map<string, SeedPath>()
  return names.flatMap((name, index): Finding[] => {
    const path = [...userPath, 'roles', index]
    const role = findRole(name)
    if (role === undefined) return [describeUnknownName('role', name, known, path)]
    const firstAt = seen.get(role.roleId)
    seen.set(role.roleId, path)
    return firstAt === undefined ? [] : [{ path, message: `the user has the role ${quote(name)} already`, firstAt }]
  })
}
