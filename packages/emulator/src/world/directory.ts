import type { DatabaseSync } from 'node:sqlite'
import type {
  AppRegistration,
  DelegatedGrant,
  DirectoryUser,
  KeyCredential,
  PasswordCredential,
  ServicePrincipal,
  Tenant,
} from './model.ts'

/** `absent` when the directory holds no password for the user. */
export type PasswordVerdict = 'correct' | 'wrong' | 'absent'

/** All tenants of a world, as the authorization server asks for them. Identifiers compare without case. */
export interface Directory {
  /** Tables as `directory-schema.ts` defines them. */
  readonly database: DatabaseSync
  /** By name. */
  listTenants(): readonly Tenant[]
  /** By tenant id or verified domain. */
  findTenant(idOrDomain: string): Tenant | undefined
  /** By client id, whatever its home tenant. */
  findAppRegistration(clientId: string): AppRegistration | undefined
  /** Those that have their home in the tenant, by name. */
  listAppRegistrations(homeTenantId: string): readonly AppRegistration[]
  findServicePrincipal(tenantId: string, clientId: string): ServicePrincipal | undefined
  listPasswordCredentials(appObjectId: string): readonly PasswordCredential[]
  listKeyCredentials(appObjectId: string): readonly KeyCredential[]
  /** By user principal name. */
  findUser(tenantId: string, userPrincipalName: string): DirectoryUser | undefined
  findUserByObjectId(tenantId: string, objectId: string): DirectoryUser | undefined
  /** Compares in constant time with the stored salted hash. */
  judgeUserPassword(userObjectId: string, password: string): Promise<PasswordVerdict>
  listDelegatedGrants(clientObjectId: string, resourceAppId: string): readonly DelegatedGrant[]
  close(): void
}
