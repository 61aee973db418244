import type { AppRegistration, EnvironmentRecord, PrivilegeDepth } from './model.ts'

/** What a seed file says, after its checks: optional things are as written, references hold. See `world.schema.json`. */
export interface WorldSeed {
  readonly $schema?: string
  readonly tenants: readonly TenantSeed[]
}

/** A tenant's directory and the environments that trust it. */
export interface TenantSeed {
  readonly displayName: string
  readonly tenantId?: string
  /** The first is the initial domain. */
  readonly domains: readonly string[]
  readonly applications?: readonly ApplicationSeed[]
  readonly users?: readonly UserSeed[]
  readonly environments?: readonly EnvironmentSeed[]
}

/** An app registration with its credentials, its service principal in the home tenant, and what was consented to. */
export interface ApplicationSeed {
  readonly displayName: string
  readonly clientId?: string
  readonly objectId?: string
  readonly signInAudience?: AppRegistration['signInAudience']
  readonly isFallbackPublicClient?: boolean
  readonly secrets?: readonly SecretSeed[]
  readonly certificates?: readonly CertificateSeed[]
  /** `null`: the application is registered but has no service principal. */
  readonly servicePrincipal?: ServicePrincipalSeed | null
  readonly consents?: readonly ConsentSeed[]
}

/** A client secret; times are ISO 8601 in UTC. */
export interface SecretSeed {
  readonly displayName?: string
  readonly value: string
  readonly startsAt?: string
  readonly endsAt?: string
}

/** A certificate; in a seed file it may stand as `file`, which is read when the seed is parsed. */
export interface CertificateSeed {
  readonly displayName?: string
  readonly pem: string
  readonly startsAt?: string
  readonly endsAt?: string
}

export interface ServicePrincipalSeed {
  readonly objectId?: string
  readonly accountEnabled?: boolean
}

export interface ConsentSeed {
  readonly resource: 'Dataverse'
  readonly scopes?: readonly string[]
  /** User principal name; absent when an administrator consented for everybody. */
  readonly user?: string
}

/** A person. */
export interface UserSeed {
  readonly userPrincipalName: string
  readonly displayName?: string
  readonly givenName?: string
  readonly surname?: string
  readonly objectId?: string
  readonly password?: string
  readonly accountEnabled?: boolean
  readonly passwordExpired?: boolean
  readonly mfaRequired?: boolean
  readonly licensed?: boolean
}

/** A Dataverse environment. */
export interface EnvironmentSeed {
  readonly friendlyName: string
  readonly urlName: string
  readonly environmentId?: string
  readonly organizationId?: string
  readonly uniqueName?: string
  readonly region?: string
  readonly version?: string
  readonly state?: EnvironmentRecord['state']
  readonly roles?: readonly RoleSeed[]
  readonly users?: readonly EnvironmentUserSeed[]
  readonly applicationUsers?: readonly ApplicationUserSeed[]
  readonly accounts?: readonly AccountSeed[]
}

export interface RoleSeed {
  readonly name: string
  readonly roleId?: string
  readonly privileges: Readonly<Record<string, PrivilegeDepth>> | 'all'
}

/** Access modes by the labels of `systemuser.accessmode`. */
export type AccessModeName =
  | 'Read-Write'
  | 'Administrative'
  | 'Read'
  | 'Support User'
  | 'Non-interactive'
  | 'Delegated Admin'

export interface EnvironmentUserSeed {
  /** User principal name. */
  readonly user: string
  readonly systemUserId?: string
  /** Role names. */
  readonly roles?: readonly string[]
  readonly accessMode?: AccessModeName
  readonly disabled?: boolean
}

export interface ApplicationUserSeed {
  /** Display name or client id. */
  readonly application: string
  readonly systemUserId?: string
  /** Role names. */
  readonly roles?: readonly string[]
  readonly disabled?: boolean
}

export interface AccountSeed {
  readonly name: string
  readonly accountId?: string
  readonly accountNumber?: string
  /** User principal name, or display name or client id of an application user; the SYSTEM user when absent. */
  readonly owner?: string
}
