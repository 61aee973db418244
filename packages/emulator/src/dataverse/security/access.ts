import type { PrivilegeDepth } from '../../world/model.ts'
import { ODataError } from '../errors/odata-error.ts'
import type { Caller } from '../identity/find-caller.ts'
import { type AccessRight, privilegeName } from '../tables/privilege.ts'
import { depthMasks } from '../tables/role.ts'
import { type Condition, type Row, rowMeets } from '../tables/rows.ts'
import type { Statements } from '../tables/statements.ts'
import { systemuser } from '../tables/systemuser.ts'
import type { TableDefinition } from '../tables/table-definition.ts'
import { rowsInReach } from './rows-in-reach.ts'

/** What a caller may do with a table, and with which of its rows. */
export interface Access {
  readonly right: AccessRight
  readonly depth: PrivilegeDepth
  /** Met by the rows in reach. */
  readonly condition: Condition
}

const depths: readonly PrivilegeDepth[] = ['Basic', 'Local', 'Deep', 'Global']

/**
 * Asks the roles of a caller for a privilege; the deepest one counts.
 *
 * @throws {ODataError} `0x80040220` when no role holds it.
 */
export function requireAccess(
  statements: Statements,
  caller: Caller,
  right: AccessRight,
  table: TableDefinition,
): Access {
  const privilege = privilegeName(right, table)
  const held = statements(`SELECT privilege.privilegeid AS id, max(roleprivileges.privilegedepthmask) AS mask
    FROM privilege LEFT JOIN roleprivileges ON roleprivileges.privilegeid = privilege.privilegeid
      AND roleprivileges.roleid IN (SELECT roleid FROM systemuserroles WHERE systemuserid = ?)
    WHERE privilege.name = ? GROUP BY privilege.privilegeid`).get(caller.systemUserId, privilege)
  const depth = depths.find((candidate) => depthMasks[candidate] === held?.['mask'])
  if (depth === undefined) throw privilegeDenied(statements, caller, privilege, String(held?.['id']), table)
  return { right, depth, condition: rowsInReach(caller, depth, table.ownership) }
}

/**
 * Asks whether a row is in reach.
 *
 * @throws {ODataError} `0x80048306` when it is not.
 */
export function requireRowInReach(
  statements: Statements,
  caller: Caller,
  access: Access,
  table: TableDefinition,
  row: Row,
): void {
  const rowId = String(row[table.primaryIdColumn])
  if (rowMeets(statements, table, rowId, access.condition)) return
  const { ownerColumn, businessUnitColumn } = table.ownership
  const businessUnitId = String(row[businessUnitColumn ?? ''] ?? '')
  throw new ODataError('0x80048306', {
    values: {
      rowId,
      // Rows of a business unit have the unit for an owner, of type 10; users are of type 8.
      ownerId: String(row[ownerColumn ?? ''] ?? businessUnitId),
      ownerType: ownerColumn === undefined ? 10 : 8,
      userId: caller.systemUserId,
      objectTypeCode: table.objectTypeCode,
      businessUnitId,
      accessRights: `${access.right}Access`,
    },
    reason: `${privilegeName(access.right, table)} of the caller has depth ${access.depth}, which does not reach this row`,
  })
}

function privilegeDenied(
  statements: Statements,
  caller: Caller,
  privilege: string,
  privilegeId: string,
  table: TableDefinition,
): ODataError {
  const counts =
    statements(`SELECT count(DISTINCT roleprivileges.privilegeid) AS held, (SELECT count(*) FROM privilege) AS known
    FROM roleprivileges WHERE roleid IN (SELECT roleid FROM systemuserroles WHERE systemuserid = ?)`).get(
      caller.systemUserId,
    )
  const accessModes = systemuser.columns.find(({ logicalName }) => logicalName === 'accessmode')?.labels
  return new ODataError('0x80040220', {
    values: {
      userId: caller.systemUserId,
      callerId: caller.systemUserId,
      roleCount: caller.roleCount,
      privilegeCount: Number(counts?.['held']),
      metadataCachePrivilegesCount: Number(counts?.['known']),
      accessMode: caller.accessMode,
      accessModeName: accessModes?.[caller.accessMode] ?? '',
      objectId: caller.azureActiveDirectoryObjectId,
      businessUnitId: caller.businessUnitId,
      privilege,
      privilegeId,
      objectTypeCode: table.objectTypeCode,
      table: table.logicalName,
      displayName: table.displayName,
    },
    reason: `no role of the caller holds ${privilege}`,
  })
}
