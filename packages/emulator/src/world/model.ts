/** A Microsoft Entra tenant. */
export interface Tenant {
  readonly tenantId: string
  readonly displayName: string
  /** Verified domains in lower case; the first is the initial `….onmicrosoft.com` domain. */
  readonly domains: readonly string[]
}

/** An app registration (Microsoft Graph `application`), which lives in its home tenant. */
export interface AppRegistration {
  readonly objectId: string
  /** Application (client) id. */
  readonly clientId: string
  readonly homeTenantId: string
  readonly displayName: string
  readonly signInAudience: 'AzureADMyOrg' | 'AzureADMultipleOrgs'
  /** Public client flows are enabled: the client needs no credential where no redirect URI tells its class. */
  readonly isFallbackPublicClient: boolean
}

/** What an app registration is in one tenant. */
export interface ServicePrincipal {
  readonly objectId: string
  readonly tenantId: string
  readonly clientId: string
  readonly displayName: string
  readonly accountEnabled: boolean
}

/** A client secret: its salted hash, never its text. */
export interface PasswordCredential {
  readonly keyId: string
  readonly displayName: string
  readonly salt: Uint8Array
  readonly hash: Uint8Array
  /** Milliseconds since the epoch. */
  readonly startsAt: number
  readonly endsAt: number
}

/** A certificate that may sign client assertions. */
export interface KeyCredential {
  readonly keyId: string
  readonly displayName: string
  /** DER. */
  readonly certificate: Uint8Array
  /** SHA-1 of the DER, base64url without padding: the `x5t` of RFC 7515 section 4.1.7. */
  readonly sha1Thumbprint: string
  /** SHA-256 of the DER, base64url without padding: `x5t#S256`, RFC 7515 section 4.1.8. */
  readonly sha256Thumbprint: string
  readonly startsAt: number
  readonly endsAt: number
}

/** A person in a tenant's directory. */
export interface DirectoryUser {
  readonly objectId: string
  readonly tenantId: string
  readonly userPrincipalName: string
  readonly displayName: string
  readonly givenName: string
  readonly surname: string
  readonly accountEnabled: boolean
  /** The password must be changed before the next sign-in. */
  readonly passwordExpired: boolean
  /** Per-user multifactor authentication is on: a password alone does not sign in. */
  readonly mfaRequired: boolean
}

/** A delegated permission that was consented to (Microsoft Graph `oauth2PermissionGrant`). */
export interface DelegatedGrant {
  /** Object id of the client's service principal. */
  readonly clientObjectId: string
  /** Application id of the resource. */
  readonly resourceAppId: string
  /** `undefined` when an administrator consented for everybody. */
  readonly userObjectId: string | undefined
  readonly scopes: readonly string[]
}

/** What stands in an environment's `organization` row and in its address. */
export interface EnvironmentRecord {
  readonly environmentId: string
  readonly organizationId: string
  readonly tenantId: string
  /** The first label of the real host name, for example `contoso` of `contoso.crm4.dynamics.com`. */
  readonly urlName: string
  readonly uniqueName: string
  readonly friendlyName: string
  /** Region code of the global discovery service, for example `EMEA`. */
  readonly region: string
  readonly version: string
  readonly state: 'Enabled' | 'Disabled'
}

/** How far a privilege reaches: own rows, the business unit, its children too, or the whole organization. */
export type PrivilegeDepth = 'Basic' | 'Local' | 'Deep' | 'Global'

/** A security role of an environment. */
export interface SecurityRole {
  readonly roleId: string
  readonly name: string
  /** By privilege name, for example `{ prvReadAccount: 'Global' }`; `'all'` is the System Administrator role. */
  readonly privileges: Readonly<Record<string, PrivilegeDepth>> | 'all'
}

/** A `systemuser` row: who may call an environment, as taken over from the directory. */
export interface EnvironmentUser {
  readonly systemUserId: string
  /** Client id of the app registration; only application users have one. */
  readonly applicationId: string | undefined
  /** Entra object id of the user or of the service principal. */
  readonly azureActiveDirectoryObjectId: string
  /** User principal name; generated for application users. */
  readonly domainName: string
  readonly firstName: string
  readonly lastName: string
  readonly fullName: string
  readonly internalEmailAddress: string
  /** 0 Read-Write, 1 Administrative, 2 Read, 3 Support user, 4 Non-interactive, 5 Delegated admin. */
  readonly accessMode: number
  readonly isDisabled: boolean
  readonly isLicensed: boolean
  readonly roleIds: readonly string[]
}

/** An `account` row of a seed. */
export interface AccountRow {
  readonly accountId: string
  readonly name: string
  readonly accountNumber: string | undefined
  /** `systemuserid`; `undefined` is the SYSTEM user. */
  readonly ownerId: string | undefined
}

/** What an environment holds when its world is made. */
export interface EnvironmentContent {
  /** The root business unit, which every user belongs to. */
  readonly businessUnitId: string
  /** The SYSTEM user, which created what a seed holds. */
  readonly systemUserId: string
  readonly roles: readonly SecurityRole[]
  readonly users: readonly EnvironmentUser[]
  readonly accounts: readonly AccountRow[]
}
