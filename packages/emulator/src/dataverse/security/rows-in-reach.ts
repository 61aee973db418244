import type { PrivilegeDepth } from '../../world/model.ts'
import type { Caller } from '../identity/find-caller.ts'
import type { Condition } from '../tables/rows.ts'
import type { Ownership } from '../tables/table-definition.ts'

/** A business unit and all below it. */
const businessUnitTree = `WITH RECURSIVE unit(id) AS (SELECT ? UNION
  SELECT businessunit.businessunitid FROM businessunit JOIN unit ON businessunit.parentbusinessunitid = unit.id)
  SELECT id FROM unit`

/** Which rows a privilege reaches at a depth (Security concepts in Microsoft Dataverse: access levels). */
export function rowsInReach(caller: Caller, depth: PrivilegeDepth, ownership: Ownership): Condition {
  const { ownerColumn, businessUnitColumn } = ownership
  if (depth === 'Global' || (ownerColumn === undefined && businessUnitColumn === undefined)) {
    return { sql: 'TRUE', values: [] }
  }
  return either([
    ...(ownerColumn === undefined ? [] : [{ sql: `"${ownerColumn}" = ?`, values: [caller.systemUserId] }]),
    ...(businessUnitColumn === undefined || depth === 'Basic'
      ? []
      : [inBusinessUnit(caller, depth, businessUnitColumn)]),
  ])
}

function inBusinessUnit(caller: Caller, depth: 'Local' | 'Deep', column: string): Condition {
  const sql = depth === 'Local' ? `"${column}" = ?` : `"${column}" IN (${businessUnitTree})`
  return { sql, values: [caller.businessUnitId] }
}

/** Met by rows that meet one of the conditions; of no conditions, none is met. */
function either(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.length === 0 ? 'FALSE' : conditions.map(({ sql }) => sql).join(' OR '),
    values: conditions.flatMap(({ values }) => values),
  }
}
