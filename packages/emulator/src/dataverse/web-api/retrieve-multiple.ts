import { invalidQueryOption } from '../errors/url-errors.ts'
import { requireAccess } from '../security/access.ts'
import { type Condition, countRows, listRows, type Row } from '../tables/rows.ts'
import type { TableDefinition } from '../tables/table-definition.ts'
import { entityWriter } from './entity-json.ts'
import {
  jsonReply,
  type Operation,
  type OperationContext,
  type OperationReply,
  preferenceApplied,
} from './operation.ts'
import { largestPage, type Preferences, parsePreferences } from './preferences.ts'
import { parseQueryOptions, type QueryOptions } from './query-options.ts'
import { parseSelect } from './select.ts'
import { formatSkipToken, type PagePosition, parseSkipToken } from './skip-token.ts'

/** Counts stop here; an annotation says when there are more (Query data using the Web API: count of rows). */
const countLimit = 5000

/** Reads the rows of a table that are in the caller's reach, a page at a time. */
export function retrieveMultiple(
  table: TableDefinition,
  operation: Operation,
  context: OperationContext,
): OperationReply {
  const { statements, serviceRoot } = context
  const options = parseQueryOptions(operation.query, ['$select', '$top', '$count', '$skiptoken'])
  const { columns, contextSuffix } = parseSelect(options.get('$select'), table)
  const preferences = parsePreferences(operation.headers)
  const request = readPageRequest(table, options, preferences)
  const { condition } = requireAccess(statements, context.caller, 'Read', table)
  const page = readPage(table, request, condition, context)
  const body = {
    '@odata.context': `${serviceRoot}/$metadata#${table.entitySetName}${contextSuffix}`,
    ...countAnnotations(table, request.wantsCount, condition, preferences, context),
    value: page.rows.map(entityWriter(table, columns, preferences.wantsAnnotation, statements)),
    ...(page.next !== undefined && {
      '@odata.nextLink': nextLink(table, operation.query, page.next, page.rows, serviceRoot),
    }),
  }
  const pageSize = preferences.maxPageSize === undefined ? undefined : `odata.maxpagesize=${preferences.maxPageSize}`
  return jsonReply(200, body, preferenceApplied(pageSize, preferences.includeAnnotations))
}

/** `/accounts/$count`: the bare number, capped like every count. */
export function countEntities(table: TableDefinition, operation: Operation, context: OperationContext): OperationReply {
  parseQueryOptions(operation.query, [])
  const { condition } = requireAccess(context.statements, context.caller, 'Read', table)
  const count = countRows(context.statements, table, condition, countLimit)
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: String(count) }
}

interface PageRequest {
  readonly position: PagePosition | undefined
  readonly limit: number
  /** `$top` asks for so many rows and no more; a page size asks for them in portions. */
  readonly isPaged: boolean
  readonly wantsCount: boolean
}

function readPageRequest(table: TableDefinition, options: QueryOptions, { maxPageSize }: Preferences): PageRequest {
  const top = parseTop(options.get('$top'))
  const skipToken = options.get('$skiptoken')
  return {
    position: skipToken === undefined ? undefined : parseSkipToken(skipToken, table),
    // A page size makes $top void (Query data using the Web API: limit the number of rows).
    limit: maxPageSize ?? Math.min(top ?? largestPage, largestPage),
    isPaged: maxPageSize !== undefined || top === undefined,
    wantsCount: parseCount(options.get('$count')),
  }
}

function parseTop(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,10}$/.test(text.trim())) return Number(text)
  throw invalidQueryOption(
    `Invalid value '${text}' for $top query option found. The $top query option requires a non-negative integer value.`,
  )
}

function parseCount(text: string | undefined): boolean {
  if (text === undefined || text === 'false') return false
  if (text === 'true') return true
  throw invalidQueryOption(
    `Invalid value '${text}' for $count query option found. Valid values are 'true' and 'false'.`,
  )
}

interface Page {
  readonly rows: readonly Row[]
  readonly next: PagePosition | undefined
}

function readPage(
  table: TableDefinition,
  request: PageRequest,
  where: Condition,
  { statements }: OperationContext,
): Page {
  const { limit, position } = request
  const after = position === undefined ? {} : { afterId: position.afterId }
  // One row more than the page holds tells whether there is another page.
  const found = listRows(statements, table, { where, ...after, limit: limit + 1 })
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  if (!request.isPaged || found.length <= limit || last === undefined) return { rows, next: undefined }
  const pageNumber = (position?.pageNumber ?? 1) + 1
  return { rows, next: { pageNumber, afterId: String(last[table.primaryIdColumn]) } }
}

/** The same query with another position in it. */
function nextLink(
  table: TableDefinition,
  query: string,
  next: PagePosition,
  rows: readonly Row[],
  serviceRoot: string,
): string {
  const kept = query.split('&').filter((part) => part !== '' && !/^(\$|%24)skiptoken=/i.test(part))
  const token = formatSkipToken(table, next, String(rows[0]?.[table.primaryIdColumn]))
  return `${serviceRoot}/${table.entitySetName}?${[...kept, `$skiptoken=${token}`].join('&')}`
}

function countAnnotations(
  table: TableDefinition,
  wantsCount: boolean,
  where: Condition,
  { wantsAnnotation }: Preferences,
  { statements }: OperationContext,
): Record<string, unknown> {
  const found = wantsCount ? countRows(statements, table, where, countLimit + 1) : -1
  const count = Math.min(found, countLimit)
  const annotations = Object.entries({
    'Microsoft.Dynamics.CRM.totalrecordcount': count,
    'Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded': found > countLimit,
    // Of the metadata, which never changes here.
    'Microsoft.Dynamics.CRM.globalmetadataversion': '1000000',
  })
  return {
    ...(wantsCount && { '@odata.count': count }),
    ...Object.fromEntries(
      annotations.filter(([name]) => wantsAnnotation(name)).map(([name, value]) => [`@${name}`, value]),
    ),
  }
}
