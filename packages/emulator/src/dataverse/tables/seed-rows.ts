import type { SQLInputValue } from 'node:sqlite'
import type {
  AccountRow,
  EnvironmentContent,
  EnvironmentRecord,
  EnvironmentUser,
  PrivilegeDepth,
  SecurityRole,
} from '../../world/model.ts'
import { account } from './account.ts'
import { businessunit } from './businessunit.ts'
import { derivedId } from './derived-id.ts'
import { organization } from './organization.ts'
import { accessRightOf, privilege, privilegeIdOf, privilegesOf } from './privilege.ts'
import { depthMasks, role, roleprivileges, systemuserroles } from './role.ts'
import { insertRow } from './rows.ts'
import type { Statements } from './statements.ts'
import { systemuser } from './systemuser.ts'
import type { StoredTable, TableDefinition } from './table-definition.ts'

/** When the rows of a seed were made: fixed, so that two runs of a world are alike. */
const seededOn = '2024-01-01T00:00:00Z'

type Values = Readonly<Record<string, SQLInputValue>>

/** Inserts a row of a seed, which SYSTEM has made. */
type Insert = (table: StoredTable, values: Values) => void

/** Writes the content of a seed into empty tables. */
export function seedRows(
  statements: Statements,
  tables: readonly TableDefinition[],
  record: EnvironmentRecord,
  content: EnvironmentContent,
): void {
  const systemUserId = content.systemUserId.toLowerCase()
  const audit = { createdby: systemUserId, createdon: seededOn, modifiedby: systemUserId, modifiedon: seededOn }
  const insert: Insert = (table, values) => insertRow(statements, table, { ...audit, ...values })
  const place = placeOf(record, content)
  insert(organization, organizationRow(record))
  insert(businessunit, { ...place, name: record.friendlyName, isdisabled: 0 })
  insert(systemuser, systemRow(systemUserId, place))
  insertRoles(insert, content.roles, privilegesOf(tables), place)
  for (const user of content.users) insertUser(insert, user, place)
  for (const row of content.accounts) insert(account, accountRow(row, systemUserId, place))
}

/** Where every row of a seed belongs. */
interface Place {
  readonly organizationid: string
  readonly businessunitid: string
}

function placeOf(record: EnvironmentRecord, content: EnvironmentContent): Place & Values {
  return {
    organizationid: record.organizationId.toLowerCase(),
    businessunitid: content.businessUnitId.toLowerCase(),
  }
}

function organizationRow(record: EnvironmentRecord): Values {
  return {
    organizationid: record.organizationId.toLowerCase(),
    name: record.uniqueName,
    isdisabled: record.state === 'Disabled' ? 1 : 0,
    languagecode: 1033,
    localeid: 1033,
  }
}

function insertRoles(insert: Insert, roles: readonly SecurityRole[], known: readonly string[], place: Place): void {
  // A role may name privileges of tables that are not emulated; they exist all the same.
  const named = roles.flatMap(({ privileges }) => (privileges === 'all' ? [] : Object.keys(privileges)))
  const names = [...new Set([...known, ...named])]
  for (const name of names) {
    insert(privilege, { privilegeid: privilegeIdOf(name), name, accessright: accessRightOf(name) })
  }
  for (const seeded of roles) insertRole(insert, seeded, names, place)
}

function insertRole(insert: Insert, seeded: SecurityRole, allNames: readonly string[], place: Place): void {
  const roleid = seeded.roleId.toLowerCase()
  const { name } = seeded
  insert(role, { ...place, roleid, name, parentrootroleid: roleid, roleidunique: roleid, ismanaged: 0, isinherited: 1 })
  const depths: readonly (readonly [string, PrivilegeDepth])[] =
    seeded.privileges === 'all' ? allNames.map((each) => [each, 'Global']) : Object.entries(seeded.privileges)
  for (const [privilegeName, depth] of depths) {
    insert(roleprivileges, {
      roleprivilegeid: derivedId(`roleprivilege ${roleid} ${privilegeName}`),
      roleid,
      privilegeid: privilegeIdOf(privilegeName),
      privilegedepthmask: depthMasks[depth],
    })
  }
}

/** SYSTEM owns what nobody made. It is no identity of Entra ID, so that no token can stand for it. */
function systemRow(systemuserid: string, place: Place): Values {
  return {
    ...place,
    systemuserid,
    ownerid: systemuserid,
    fullname: 'SYSTEM',
    lastname: 'SYSTEM',
    domainname: '',
    accessmode: 3,
    isdisabled: 1,
    islicensed: 0,
    issyncwithdirectory: 0,
    invitestatuscode: 0,
  }
}

function insertUser(insert: Insert, user: EnvironmentUser, place: Place): void {
  const systemuserid = user.systemUserId.toLowerCase()
  insert(systemuser, {
    ...place,
    systemuserid,
    ownerid: systemuserid,
    fullname: user.fullName,
    firstname: user.firstName,
    lastname: user.lastName,
    domainname: user.domainName,
    internalemailaddress: user.internalEmailAddress,
    windowsliveid: user.applicationId === undefined ? user.domainName : null,
    accessmode: user.accessMode,
    applicationid: user.applicationId?.toLowerCase() ?? null,
    azureactivedirectoryobjectid: user.azureActiveDirectoryObjectId.toLowerCase(),
    isdisabled: user.isDisabled ? 1 : 0,
    islicensed: user.isLicensed ? 1 : 0,
    issyncwithdirectory: user.applicationId === undefined ? 1 : 0,
    invitestatuscode: user.applicationId === undefined ? 4 : 0,
  })
  for (const roleId of user.roleIds) {
    const roleid = roleId.toLowerCase()
    insert(systemuserroles, {
      systemuserroleid: derivedId(`systemuserrole ${systemuserid} ${roleid}`),
      systemuserid,
      roleid,
    })
  }
}

function accountRow(row: AccountRow, systemUserId: string, place: Place): Values {
  const ownerid = row.ownerId?.toLowerCase() ?? systemUserId
  return {
    accountid: row.accountId.toLowerCase(),
    name: row.name,
    accountnumber: row.accountNumber ?? null,
    ownerid,
    owninguser: ownerid,
    owningbusinessunit: place.businessunitid,
  }
}
