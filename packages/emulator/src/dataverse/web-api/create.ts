import { notEmulated } from '../errors/not-emulated.ts'
import { ODataError } from '../errors/odata-error.ts'
import { requireAccess } from '../security/access.ts'
import { findRow, insertRow, type Row } from '../tables/rows.ts'
import type { TableDefinition } from '../tables/table-definition.ts'
import { etagOf } from './entity-json.ts'
import {
  jsonReply,
  type Operation,
  type OperationContext,
  type OperationReply,
  preferenceApplied,
} from './operation.ts'
import { type PayloadValues, readPayload } from './payload.ts'
import { parsePreferences } from './preferences.ts'
import { parseQueryOptions } from './query-options.ts'
import { entityBody } from './retrieve.ts'
import { parseSelect } from './select.ts'

/**
 * Creates a row that the caller owns (Create a table row using the Web API): 204, or 201 with the row when the client
 * prefers its representation. Both `OData-EntityId` and `Location` name the new row, since clients read either.
 */
export function create(table: TableDefinition, operation: Operation, context: OperationContext): OperationReply {
  const { statements, caller, serviceRoot } = context
  if (!table.supportsCreate) throw notEmulated(`Creating rows of ${table.entitySetName}`)
  const selection = parseSelect(parseQueryOptions(operation.query, ['$select']).get('$select'), table)
  const preferences = parsePreferences(operation.headers)
  const values = readPayload(operation, table)
  requireAccess(statements, caller, 'Create', table)
  if (preferences.returnRepresentation) requireAccess(statements, caller, 'Read', table)
  const row = insert(table, values, context)
  const url = `${serviceRoot}/${table.entitySetName}(${String(row[table.primaryIdColumn])})`
  const headers = { 'OData-EntityId': url, Location: url }
  if (!preferences.returnRepresentation) return { status: 204, headers, body: '' }
  return jsonReply(201, entityBody(table, row, selection, preferences, context), {
    ...headers,
    ETag: etagOf(row),
    ...preferenceApplied('return=representation', preferences.includeAnnotations),
  })
}

function insert(
  table: TableDefinition,
  values: PayloadValues,
  { statements, caller, clock, randomId }: OperationContext,
): Row {
  const rowId = String(values[table.primaryIdColumn] ?? randomId())
  if (findRow(statements, table, rowId) !== undefined) {
    throw new ODataError('0x80040237', { reason: `${table.logicalName} ${rowId} exists already` })
  }
  // Seconds are the resolution of dates in the Web API.
  const now = `${new Date(clock.now()).toISOString().slice(0, 19)}Z`
  insertRow(statements, table, {
    ...values,
    [table.primaryIdColumn]: rowId,
    ownerid: caller.systemUserId,
    owninguser: caller.systemUserId,
    owningbusinessunit: caller.businessUnitId,
    createdby: caller.systemUserId,
    createdon: now,
    modifiedby: caller.systemUserId,
    modifiedon: now,
  })
  const row = findRow(statements, table, rowId)
  if (row === undefined) throw new TypeError(`the new ${table.logicalName} is not there`)
  return row
}
