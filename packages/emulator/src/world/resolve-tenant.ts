import { idFromName } from './ids.ts'
import type { ApplicationSeed, TenantSeed, UserSeed } from './seed.ts'

/** A tenant of a seed with every id given or derived, in lower case, and its references ready to be followed. */
export interface ResolvedTenant {
  readonly seed: TenantSeed
  readonly tenantId: string
  /** Lower case. */
  readonly domains: readonly string[]
  readonly initialDomain: string
  readonly applications: readonly ResolvedApplication[]
  readonly users: readonly ResolvedUser[]
  /** By client id or display name; several share a name at times. */
  findApplications(reference: string): readonly ResolvedApplication[]
  /** By user principal name. */
  findUser(userPrincipalName: string): ResolvedUser | undefined
}

export interface ResolvedApplication {
  readonly seed: ApplicationSeed
  readonly clientId: string
  readonly objectId: string
  /** `undefined` when the application has no service principal in the tenant. */
  readonly servicePrincipalId: string | undefined
}

export interface ResolvedUser {
  readonly seed: UserSeed
  readonly objectId: string
}

export function resolveTenant(seed: TenantSeed): ResolvedTenant {
  const tenantId = seed.tenantId?.toLowerCase() ?? idFromName('tenant', seed.displayName)
  const domains = seed.domains.map((domain) => domain.toLowerCase())
  const applications = (seed.applications ?? []).map((application) => resolveApplication(application, tenantId))
  const users = (seed.users ?? []).map((user) => resolveUser(user, tenantId))
  const byClientId = Map.groupBy(applications, ({ clientId }) => clientId)
  const byName = Map.groupBy(applications, (application) => application.seed.displayName.toLowerCase())
  const byUserName = new Map(users.map((user) => [user.seed.userPrincipalName.toLowerCase(), user]))
  return {
    seed,
    tenantId,
    domains,
    initialDomain: domains[0] ?? '',
    applications,
    users,
    findApplications: (reference) =>
      byClientId.get(reference.toLowerCase()) ?? byName.get(reference.toLowerCase()) ?? [],
    findUser: (userPrincipalName) => byUserName.get(userPrincipalName.toLowerCase()),
  }
}

function resolveApplication(seed: ApplicationSeed, tenantId: string): ResolvedApplication {
  const clientId = seed.clientId?.toLowerCase() ?? idFromName('application', tenantId, seed.displayName)
  const { servicePrincipal = {} } = seed
  return {
    seed,
    clientId,
    objectId: seed.objectId?.toLowerCase() ?? idFromName('application object', clientId),
    servicePrincipalId:
      servicePrincipal === null
        ? undefined
        : (servicePrincipal.objectId?.toLowerCase() ?? idFromName('service principal', tenantId, clientId)),
  }
}

function resolveUser(seed: UserSeed, tenantId: string): ResolvedUser {
  const name = seed.userPrincipalName.toLowerCase()
  return { seed, objectId: seed.objectId?.toLowerCase() ?? idFromName('user', tenantId, name) }
}
