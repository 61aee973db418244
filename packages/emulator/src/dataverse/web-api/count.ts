import { invalidQueryOption } from '../errors/url-errors.ts'
import { requireAccess } from '../security/access.ts'
import { type Condition, countRows } from '../tables/rows.ts'
import type { TableDefinition } from '../tables/table-definition.ts'
import type { Operation, OperationContext, OperationReply } from './operation.ts'
import type { AnnotationFilter } from './preferences.ts'
import { parseQueryOptions } from './query-options.ts'

/** Counts stop here; an annotation says when there are more (Query data using the Web API: count of rows). */
const countLimit = 5000

/** `/accounts/$count`: the bare number of rows in reach. */
export function countEntities(table: TableDefinition, operation: Operation, context: OperationContext): OperationReply {
  parseQueryOptions(operation.query, [])
  const { condition } = requireAccess(context.statements, context.caller, 'Read', table)
  const count = countRows(context.statements, table, condition, countLimit)
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: String(count) }
}

/** @throws {ODataError} For a `$count` that is neither `true` nor `false`. */
export function parseCount(text: string | undefined): boolean {
  if (text === undefined || text === 'false') return false
  if (text === 'true') return true
  throw invalidQueryOption(
    `Invalid value '${text}' for $count query option found. Valid values are 'true' and 'false'.`,
    '$count is neither true nor false',
  )
}

/** What a list says of its length: `@odata.count`, and annotations where they are wanted. */
export function countAnnotations(
  table: TableDefinition,
  isCounted: boolean,
  wantsAnnotation: AnnotationFilter,
  where: Condition,
  { statements }: OperationContext,
): Record<string, unknown> {
  const found = isCounted ? countRows(statements, table, where, countLimit + 1) : -1
  const count = Math.min(found, countLimit)
  const annotations = Object.entries({
    'Microsoft.Dynamics.CRM.totalrecordcount': count,
    'Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded': found > countLimit,
    // Of the metadata, which never changes here.
    'Microsoft.Dynamics.CRM.globalmetadataversion': '1000000',
  })
  const wanted = annotations.filter(([name]) => wantsAnnotation(name)).map(([name, value]) => [`@${name}`, value])
  return { ...(isCounted && { '@odata.count': count }), ...Object.fromEntries(wanted) }
}
