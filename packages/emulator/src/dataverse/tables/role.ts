import type { PrivilegeDepth } from '../../world/model.ts'
import { auditColumns, choice, id, integer, lookup, text, yesNo } from './columns.ts'
import type { StoredTable, TableDefinition } from './table-definition.ts'

/** A security role. */
export const role: TableDefinition = {
  logicalName: 'role',
  displayName: 'Security Role',
  entitySetName: 'roles',
  objectTypeCode: 1036,
  primaryIdColumn: 'roleid',
  primaryNameColumn: 'name',
  privilegeSuffix: 'Role',
  ownership: { businessUnitColumn: 'businessunitid' },
  supportsCreate: false,
  columns: [
    id('roleid'),
    text('name', 100),
    lookup('businessunitid', 'businessunit'),
    lookup('parentroleid', 'role'),
    lookup('parentrootroleid', 'role'),
    id('roleidunique'),
    yesNo('ismanaged', ['Unmanaged', 'Managed']),
    choice('isinherited', { 0: 'Team privileges only', 1: 'Direct User (Basic) access level and Team privileges' }),
    id('organizationid'),
    ...auditColumns,
  ],
}

/** Which user has which role. */
export const systemuserroles: StoredTable = {
  logicalName: 'systemuserroles',
  primaryIdColumn: 'systemuserroleid',
  indexes: ['systemuserid', 'roleid'],
  columns: [id('systemuserroleid'), id('systemuserid'), id('roleid')],
}

/** How deep a privilege reaches, as `privilegedepthmask` has it: the greatest is the deepest. */
export const depthMasks: Readonly<Record<PrivilegeDepth, number>> = { Basic: 1, Local: 2, Deep: 4, Global: 8 }

/** Which role holds which privilege, and how deep. */
export const roleprivileges: StoredTable = {
  logicalName: 'roleprivileges',
  primaryIdColumn: 'roleprivilegeid',
  indexes: ['roleid', 'privilegeid'],
  columns: [id('roleprivilegeid'), id('roleid'), id('privilegeid'), integer('privilegedepthmask')],
}
