import { requireAccess } from '../security/access.ts'
import type { TableDefinition } from '../tables/table-definition.ts'
import { countAnnotations, parseCount } from './count.ts'
import { entityWriter } from './entity-json.ts'
import {
  jsonReply,
  type Operation,
  type OperationContext,
  type OperationReply,
  preferenceApplied,
} from './operation.ts'
import { nextLink, readPage, readPageRequest } from './page.ts'
import { parsePreferences } from './preferences.ts'
import { parseQueryOptions } from './query-options.ts'
import { parseSelect } from './select.ts'

/** Reads the rows of a table that are in the caller's reach, a page at a time (Query data using the Web API). */
export function retrieveMultiple(
  table: TableDefinition,
  operation: Operation,
  context: OperationContext,
): OperationReply {
  const { statements, serviceRoot } = context
  const options = parseQueryOptions(operation.query, ['$select', '$top', '$count', '$skiptoken'])
  const { columns, contextSuffix } = parseSelect(options.get('$select'), table)
  const preferences = parsePreferences(operation.headers)
  const { wantsAnnotation } = preferences
  const request = readPageRequest(table, options, preferences)
  const isCounted = parseCount(options.get('$count'))
  const { condition } = requireAccess(statements, context.caller, 'Read', table)
  const page = readPage(table, request, condition, statements)
  const link = nextLink(table, page, operation.query, serviceRoot)
  const body = {
    '@odata.context': `${serviceRoot}/$metadata#${table.entitySetName}${contextSuffix}`,
    ...countAnnotations(table, isCounted, wantsAnnotation, condition, context),
    value: page.rows.map(entityWriter(table, columns, wantsAnnotation, statements)),
    ...(link !== undefined && { '@odata.nextLink': link }),
  }
  const pageSize = preferences.maxPageSize === undefined ? undefined : `odata.maxpagesize=${preferences.maxPageSize}`
  return jsonReply(200, body, preferenceApplied(pageSize, preferences.includeAnnotations))
}
