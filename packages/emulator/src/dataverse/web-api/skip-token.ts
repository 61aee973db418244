import { ODataError } from '../errors/odata-error.ts'
import { parseGuid } from '../tables/guid.ts'
import type { TableDefinition } from '../tables/table-definition.ts'

/** Where a page starts. */
export interface PagePosition {
  /** From 1. */
  readonly pageNumber: number
  /** The last row of the page before. */
  readonly afterId: string
}

/** Writes the paging cookie of a next link, ready for a URL: XML in XML, encoded twice as in the real service. */
export function formatSkipToken(table: TableDefinition, position: PagePosition, firstId: string): string {
  const guid = (rowId: string) => `{${rowId.toUpperCase()}}`
  const inner = `<cookie page="${position.pageNumber - 1}"><${table.primaryIdColumn} last="${guid(position.afterId)}" first="${guid(firstId)}" /></cookie>`
  const cookie = `<cookie pagenumber="${position.pageNumber}" pagingcookie="${encodeURIComponent(inner)}" istracking="False" />`
  return encodeURIComponent(cookie)
}

/**
 * Reads a paging cookie, decoded once already.
 *
 * @throws {ODataError} `0x8004112a` for anything that {@link formatSkipToken} has not written.
 */
export function parseSkipToken(text: string, table: TableDefinition): PagePosition {
  // dataverse-webapi puts a slash behind every URL it follows.
  const [, page, cookie = ''] =
    /^<cookie pagenumber="(\d{1,9})" pagingcookie="([^"]*)" istracking="False" \/>\/?$/.exec(text) ?? []
  const pattern = new RegExp(
    `^<cookie page="\\d+"><${table.primaryIdColumn} last="\\{([0-9A-Fa-f-]{36})\\}" first="[^"]*" /></cookie>$`,
  )
  const afterId = parseGuid(pattern.exec(decode(cookie))?.[1] ?? '')
  if (page === undefined || afterId === undefined) {
    throw new ODataError('0x8004112a', {
      status: 400,
      message: 'The paging cookie is invalid.',
      reason: `$skiptoken is not one that the emulator wrote for ${table.entitySetName}`,
      remedy: 'Follow @odata.nextLink as it is, with the same headers (the developer of the client)',
    })
  }
  return { pageNumber: Number(page), afterId }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
