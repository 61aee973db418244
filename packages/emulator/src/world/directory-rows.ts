import type {
  AppRegistration,
  DelegatedGrant,
  DirectoryUser,
  KeyCredential,
  PasswordCredential,
  ServicePrincipal,
  Tenant,
} from './model.ts'
import { bytesOf, flagOf, numberOf, type Row, textOf } from './row-values.ts'
import type { SaltedHash } from './secret-hash.ts'

export function readTenant(row: Row): Tenant {
  return {
    tenantId: textOf(row, 'tenantId'),
    displayName: textOf(row, 'displayName'),
    domains: textOf(row, 'domains').split(' '),
  }
}

export function readAppRegistration(row: Row): AppRegistration {
  return {
    objectId: textOf(row, 'objectId'),
    clientId: textOf(row, 'clientId'),
    homeTenantId: textOf(row, 'homeTenantId'),
    displayName: textOf(row, 'displayName'),
    signInAudience: textOf(row, 'signInAudience') === 'AzureADMultipleOrgs' ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
    isFallbackPublicClient: flagOf(row, 'isFallbackPublicClient'),
  }
}

export function readServicePrincipal(row: Row): ServicePrincipal {
  return {
    objectId: textOf(row, 'objectId'),
    tenantId: textOf(row, 'tenantId'),
    clientId: textOf(row, 'clientId'),
    displayName: textOf(row, 'displayName'),
    accountEnabled: flagOf(row, 'accountEnabled'),
  }
}

export function readPasswordCredential(row: Row): PasswordCredential {
  return {
    keyId: textOf(row, 'keyId'),
    displayName: textOf(row, 'displayName'),
    ...readSaltedHash(row),
    startsAt: numberOf(row, 'startsAt'),
    endsAt: numberOf(row, 'endsAt'),
  }
}

export function readKeyCredential(row: Row): KeyCredential {
  return {
    keyId: textOf(row, 'keyId'),
    displayName: textOf(row, 'displayName'),
    certificate: bytesOf(row, 'certificate'),
    sha1Thumbprint: textOf(row, 'sha1Thumbprint'),
    sha256Thumbprint: textOf(row, 'sha256Thumbprint'),
    startsAt: numberOf(row, 'startsAt'),
    endsAt: numberOf(row, 'endsAt'),
  }
}

export function readDirectoryUser(row: Row): DirectoryUser {
  return {
    objectId: textOf(row, 'objectId'),
    tenantId: textOf(row, 'tenantId'),
    userPrincipalName: textOf(row, 'userPrincipalName'),
    displayName: textOf(row, 'displayName'),
    givenName: textOf(row, 'givenName'),
    surname: textOf(row, 'surname'),
    accountEnabled: flagOf(row, 'accountEnabled'),
    passwordExpired: flagOf(row, 'passwordExpired'),
    mfaRequired: flagOf(row, 'mfaRequired'),
  }
}

export function readDelegatedGrant(row: Row): DelegatedGrant {
  return {
    clientObjectId: textOf(row, 'clientObjectId'),
    resourceAppId: textOf(row, 'resourceAppId'),
    userObjectId: row['userObjectId'] === null ? undefined : textOf(row, 'userObjectId'),
    scopes: textOf(row, 'scopes').split(' '),
  }
}

/** Columns `salt` and `hash`. */
export function readSaltedHash(row: Row): SaltedHash {
  return { salt: bytesOf(row, 'salt'), hash: bytesOf(row, 'hash') }
}
