import type {
  AppRegistration,
  DelegatedGrant,
  DirectoryUser,
  KeyCredential,
  PasswordCredential,
  ServicePrincipal,
  Tenant,
} from './model.ts'
import type { SaltedHash } from './secret-hash.ts'

/** What a directory holds when its world is made. */
export interface DirectoryContent {
  readonly tenants: readonly Tenant[]
  readonly applications: readonly DirectoryApplication[]
  readonly servicePrincipals: readonly ServicePrincipal[]
  readonly delegatedGrants: readonly DelegatedGrant[]
  readonly users: readonly DirectoryUserContent[]
}

/** An app registration with its credentials. */
export interface DirectoryApplication {
  readonly registration: AppRegistration
  readonly passwordCredentials: readonly PasswordCredential[]
  readonly keyCredentials: readonly KeyCredential[]
}

/** A user with the hash of the password, if there is one. */
export interface DirectoryUserContent {
  readonly user: DirectoryUser
  readonly password: SaltedHash | undefined
}
