import { ODataError } from '../errors/odata-error.ts'
import { requireAccess, requireRowInReach } from '../security/access.ts'
import { findRow, type Row } from '../tables/rows.ts'
import type { TableDefinition } from '../tables/table-definition.ts'
import { entityWriter, etagOf } from './entity-json.ts'
import {
  jsonReply,
  type Operation,
  type OperationContext,
  type OperationReply,
  preferenceApplied,
} from './operation.ts'
import { type Preferences, parsePreferences } from './preferences.ts'
import { parseQueryOptions } from './query-options.ts'
import { parseSelect, type Selection } from './select.ts'

/** Reads one row by its id (Retrieve a table row using the Web API). */
export function retrieve(
  table: TableDefinition,
  rowId: string,
  operation: Operation,
  context: OperationContext,
): OperationReply {
  const { statements, caller } = context
  const selection = parseSelect(parseQueryOptions(operation.query, ['$select']).get('$select'), table)
  const access = requireAccess(statements, caller, 'Read', table)
  const row = findRow(statements, table, rowId)
  if (row === undefined) {
    throw new ODataError('0x80040217', {
      values: { table: table.logicalName, rowId },
      reason: `${table.logicalName} ${rowId} does not exist`,
    })
  }
  requireRowInReach(statements, caller, access, table, row)
  const preferences = parsePreferences(operation.headers)
  if (isUnchanged(row, operation, preferences)) return { status: 304, headers: { ETag: etagOf(row) }, body: '' }
  return jsonReply(200, entityBody(table, row, selection, preferences, context), {
    ETag: etagOf(row),
    ...preferenceApplied(preferences.includeAnnotations),
  })
}

/** One row with its context: also the answer to a create that asks for the representation. */
export function entityBody(
  table: TableDefinition,
  row: Row,
  { columns, contextSuffix }: Selection,
  { wantsAnnotation }: Preferences,
  { serviceRoot, statements }: OperationContext,
): Record<string, unknown> {
  return {
    '@odata.context': `${serviceRoot}/$metadata#${table.entitySetName}${contextSuffix}/$entity`,
    ...entityWriter(table, columns, wantsAnnotation, statements)(row),
  }
}

/**
 * Conditional retrieval. The documentation has clients send the word `null` to keep caches out of the way; like
 * anything that is no entity tag, it is no condition. Annotations are always written anew.
 */
function isUnchanged(row: Row, { headers }: Operation, { includeAnnotations }: Preferences): boolean {
  return includeAnnotations === undefined && headers['if-none-match'] === etagOf(row)
}
