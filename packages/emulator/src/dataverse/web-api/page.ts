import { invalidQueryOption } from '../errors/url-errors.ts'
import { type Condition, listRows, type Row } from '../tables/rows.ts'
import type { Statements } from '../tables/statements.ts'
import type { TableDefinition } from '../tables/table-definition.ts'
import { largestPage, type Preferences } from './preferences.ts'
import type { QueryOptions } from './query-options.ts'
import { formatSkipToken, type PagePosition, parseSkipToken } from './skip-token.ts'

/** Which rows of a list a client asks for. */
export interface PageRequest {
  /** Where a next link goes on; `undefined` on the first page. */
  readonly position: PagePosition | undefined
  readonly limit: number
  /** `$top` asks for so many rows and no more; a page size asks for them in portions. */
  readonly isPaged: boolean
}

/** Rows of a list, and where the next ones start, if there are more. */
export interface Page {
  readonly rows: readonly Row[]
  readonly next: PagePosition | undefined
}

/** @throws {ODataError} For a `$top` or `$skiptoken` that is none. */
export function readPageRequest(
  table: TableDefinition,
  options: QueryOptions,
  { maxPageSize }: Preferences,
): PageRequest {
  const top = parseTop(options.get('$top'))
  const skipToken = options.get('$skiptoken')
  return {
    position: skipToken === undefined ? undefined : parseSkipToken(skipToken, table),
    // A page size makes $top void (Query data using the Web API: limit the number of rows).
    limit: maxPageSize ?? Math.min(top ?? largestPage, largestPage),
    isPaged: maxPageSize !== undefined || top === undefined,
  }
}

function parseTop(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,10}$/.test(text.trim())) return Number(text)
  throw invalidQueryOption(
    `Invalid value '${text}' for $top query option found. The $top query option requires a non-negative integer value.`,
    '$top is not a whole number of 0 or more',
  )
}

export function readPage(table: TableDefinition, request: PageRequest, where: Condition, statements: Statements): Page {
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

/**
 * The address of the next page: the same query with another position in it.
 *
 * @param query Of this page, as sent.
 * @returns `undefined` on the last page.
 */
export function nextLink(
  table: TableDefinition,
  { rows, next }: Page,
  query: string,
  serviceRoot: string,
): string | undefined {
  if (next === undefined) return undefined
  const kept = query.split('&').filter((part) => part !== '' && !/^(\$|%24)skiptoken=/i.test(part))
  const token = formatSkipToken(table, next, String(rows[0]?.[table.primaryIdColumn]))
  return `${serviceRoot}/${table.entitySetName}?${[...kept, `$skiptoken=${token}`].join('&')}`
}
