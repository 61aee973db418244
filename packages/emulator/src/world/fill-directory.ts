import type { DatabaseSync } from 'node:sqlite'
import type { DirectoryApplication, DirectoryContent, DirectoryUserContent } from './directory-content.ts'
import type { DelegatedGrant, ServicePrincipal, Tenant } from './model.ts'

/**
 * Writes the content of a seed into empty tables, all or nothing.
 *
 * @throws When two things have the same id, or a reference leads nowhere.
 */
export function fillDirectory(database: DatabaseSync, content: DirectoryContent): void {
  database.exec('BEGIN')
  for (const tenant of content.tenants) insertTenant(database, tenant)
  for (const application of content.applications) insertApplication(database, application)
  insertServicePrincipals(database, content.servicePrincipals)
  insertUsers(database, content.users)
  insertDelegatedGrants(database, content.delegatedGrants)
  database.exec('COMMIT')
}

function insertTenant(database: DatabaseSync, { tenantId, displayName, domains }: Tenant): void {
  database.prepare('INSERT INTO tenant VALUES (?, ?)').run(tenantId.toLowerCase(), displayName)
  const insertDomain = database.prepare('INSERT INTO domain VALUES (?, ?, ?)')
  for (const [position, domain] of domains.entries()) {
    insertDomain.run(domain.toLowerCase(), tenantId.toLowerCase(), position)
  }
}

function insertApplication(database: DatabaseSync, application: DirectoryApplication): void {
  const { registration, passwordCredentials, keyCredentials } = application
  const appObjectId = registration.objectId.toLowerCase()
  database
    .prepare('INSERT INTO appRegistration VALUES (?, ?, ?, ?, ?, ?)')
    .run(
      appObjectId,
      registration.clientId.toLowerCase(),
      registration.homeTenantId.toLowerCase(),
      registration.displayName,
      registration.signInAudience,
      Number(registration.isFallbackPublicClient),
    )
  const insertPassword = database.prepare('INSERT INTO passwordCredential VALUES (?, ?, ?, ?, ?, ?, ?)')
  for (const { keyId, displayName, salt, hash, startsAt, endsAt } of passwordCredentials) {
    insertPassword.run(keyId.toLowerCase(), appObjectId, displayName, salt, hash, startsAt, endsAt)
  }
  const insertKey = database.prepare('INSERT INTO keyCredential VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  for (const { keyId, displayName, certificate, sha1Thumbprint, sha256Thumbprint, ...validity } of keyCredentials) {
    const thumbprints = [sha1Thumbprint, sha256Thumbprint]
    const { startsAt, endsAt } = validity
    insertKey.run(keyId.toLowerCase(), appObjectId, displayName, certificate, ...thumbprints, startsAt, endsAt)
  }
}

function insertServicePrincipals(database: DatabaseSync, servicePrincipals: readonly ServicePrincipal[]): void {
  const insert = database.prepare('INSERT INTO servicePrincipal VALUES (?, ?, ?, ?, ?)')
  for (const principal of servicePrincipals) {
    insert.run(
      principal.tenantId.toLowerCase(),
      principal.clientId.toLowerCase(),
      principal.objectId.toLowerCase(),
      principal.displayName,
      Number(principal.accountEnabled),
    )
  }
}

function insertUsers(database: DatabaseSync, users: readonly DirectoryUserContent[]): void {
  const insert = database.prepare('INSERT INTO user VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  for (const { user, password } of users) {
    insert.run(
      user.objectId.toLowerCase(),
      user.tenantId.toLowerCase(),
      user.userPrincipalName,
      user.displayName,
      user.givenName,
      user.surname,
      Number(user.accountEnabled),
      Number(user.passwordExpired),
      Number(user.mfaRequired),
      password?.salt ?? null,
      password?.hash ?? null,
    )
  }
}

function insertDelegatedGrants(database: DatabaseSync, grants: readonly DelegatedGrant[]): void {
  const insert = database.prepare('INSERT INTO delegatedGrant VALUES (?, ?, ?, ?)')
  for (const { clientObjectId, resourceAppId, userObjectId, scopes } of grants) {
    const user = userObjectId?.toLowerCase() ?? null
    insert.run(clientObjectId.toLowerCase(), resourceAppId.toLowerCase(), user, scopes.join(' '))
  }
}
