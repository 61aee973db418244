import { DatabaseSync } from 'node:sqlite'
import type { Directory } from './directory.ts'
import type { DirectoryContent } from './directory-content.ts'
import {
  readAppRegistration,
  readDelegatedGrant,
  readDirectoryUser,
  readKeyCredential,
  readPasswordCredential,
  readSaltedHash,
  readServicePrincipal,
  readTenant,
} from './directory-rows.ts'
import { directorySchema } from './directory-schema.ts'
import { fillDirectory } from './fill-directory.ts'
import { matchesPassword } from './secret-hash.ts'

/**
 * Makes the directory of a world: a database in memory, filled with the content of a seed. Each lookup is one kept
 * statement over an index, some microseconds; nothing is cached, so a change holds for the next question.
 *
 * @throws When two things of the content have the same id, or a reference leads nowhere.
 */
export function createDirectoryDatabase(content: DirectoryContent): Directory {
  const database = new DatabaseSync(':memory:')
  try {
    database.exec(directorySchema)
    fillDirectory(database, content)
  } catch (error) {
    database.close()
    throw error
  }
  return openDirectory(database)
}

function openDirectory(database: DatabaseSync): Directory {
  const statements = prepareStatements(database)
  return {
    database,
    listTenants: () => statements.tenants.all().map(readTenant),
    findTenant(idOrDomain) {
      const row = statements.tenant.get(idOrDomain.toLowerCase())
      return row && readTenant(row)
    },
    findAppRegistration(clientId) {
      const row = statements.appRegistration.get(clientId.toLowerCase())
      return row && readAppRegistration(row)
    },
    listAppRegistrations: (homeTenantId) =>
      statements.appRegistrations.all(homeTenantId.toLowerCase()).map(readAppRegistration),
    findServicePrincipal(tenantId, clientId) {
      const row = statements.servicePrincipal.get(tenantId.toLowerCase(), clientId.toLowerCase())
      return row && readServicePrincipal(row)
    },
    listPasswordCredentials: (appObjectId) =>
      statements.passwordCredentials.all(appObjectId.toLowerCase()).map(readPasswordCredential),
    listKeyCredentials: (appObjectId) =>
      statements.keyCredentials.all(appObjectId.toLowerCase()).map(readKeyCredential),
    findUser(tenantId, userPrincipalName) {
      const row = statements.userByName.get(tenantId.toLowerCase(), userPrincipalName)
      return row && readDirectoryUser(row)
    },
    findUserByObjectId(tenantId, objectId) {
      const row = statements.userByObjectId.get(tenantId.toLowerCase(), objectId.toLowerCase())
      return row && readDirectoryUser(row)
    },
    async judgeUserPassword(userObjectId, password) {
      const row = statements.userPassword.get(userObjectId.toLowerCase())
      if (row === undefined) return 'absent'
      return (await matchesPassword(password, readSaltedHash(row))) ? 'correct' : 'wrong'
    },
    listDelegatedGrants: (clientObjectId, resourceAppId) =>
      statements.delegatedGrants.all(clientObjectId.toLowerCase(), resourceAppId.toLowerCase()).map(readDelegatedGrant),
    close: () => database.close(),
  }
}

function prepareStatements(database: DatabaseSync) {
  const userColumns =
    'objectId, tenantId, userPrincipalName, displayName, givenName, surname, accountEnabled, passwordExpired, mfaRequired'
  const selectTenant = `
    SELECT tenantId, displayName,
      (SELECT group_concat(name, ' ' ORDER BY position) FROM domain WHERE domain.tenantId = tenant.tenantId) AS domains
    FROM tenant`
  return {
    tenants: database.prepare(`${selectTenant} ORDER BY displayName, tenantId`),
    tenant: database.prepare(`
      ${selectTenant} WHERE tenantId = coalesce((SELECT tenantId FROM domain WHERE name = ?1), ?1)`),
    appRegistrations: database.prepare(
      'SELECT * FROM appRegistration WHERE homeTenantId = ? ORDER BY displayName, clientId',
    ),
    appRegistration: database.prepare('SELECT * FROM appRegistration WHERE clientId = ?'),
    servicePrincipal: database.prepare('SELECT * FROM servicePrincipal WHERE tenantId = ? AND clientId = ?'),
    passwordCredentials: database.prepare('SELECT * FROM passwordCredential WHERE appObjectId = ? ORDER BY rowid'),
    keyCredentials: database.prepare('SELECT * FROM keyCredential WHERE appObjectId = ? ORDER BY rowid'),
    userByName: database.prepare(`SELECT ${userColumns} FROM user WHERE tenantId = ? AND userPrincipalName = ?`),
    userByObjectId: database.prepare(`SELECT ${userColumns} FROM user WHERE tenantId = ? AND objectId = ?`),
    userPassword: database.prepare(
      'SELECT passwordSalt AS salt, passwordHash AS hash FROM user WHERE objectId = ? AND passwordHash IS NOT NULL',
    ),
    delegatedGrants: database.prepare(
      'SELECT * FROM delegatedGrant WHERE clientObjectId = ? AND resourceAppId = ? ORDER BY rowid',
    ),
  }
}
