import { notEmulated } from '../errors/not-emulated.ts'
import { badQuerySyntax, invalidQueryOption } from '../errors/url-errors.ts'

/** System query options that some resource here takes (OData Version 4.0 Part 2 section 5.1). */
export type QueryOptionName = '$select' | '$top' | '$count' | '$skiptoken'

/** The query of a URL, by name, parameter aliases (`@p1`) included. */
export type QueryOptions = ReadonlyMap<string, string>

/** What Dataverse takes and the emulator does not yet. */
const notEmulatedOptions: ReadonlySet<string> = new Set([
  '$apply',
  '$deltatoken',
  '$expand',
  '$filter',
  '$orderby',
  'annotations',
  'fetchXml',
  'LabelLanguages',
  'partitionId',
  'savedQuery',
  'sql',
  'userQuery',
])

/**
 * Reads a query string; names are case-sensitive.
 *
 * @param allowed What the resource takes.
 * @throws {ODataError} 400 for an option that does not exist here or comes twice, 501 for one that is not emulated.
 */
export function parseQueryOptions(query: string, allowed: readonly QueryOptionName[]): QueryOptions {
  const options = new Map<string, string>()
  for (const part of query.split('&').filter((text) => text !== '')) {
    const separator = part.indexOf('=')
    const name = decode(separator < 0 ? part : part.slice(0, separator)).trim()
    if (options.has(name)) {
      throw invalidQueryOption(
        `Query option '${name}' was specified more than once, but it must be specified at most once.`,
        // Aliases have names of the client's own.
        `${name.startsWith('$') ? name : 'a query option'} comes more than once`,
      )
    }
    checkName(name, allowed)
    options.set(name, separator < 0 ? '' : decode(part.slice(separator + 1)))
  }
  return options
}

function checkName(name: string, allowed: readonly string[]): void {
  // `tag` is the one free parameter: plug-ins read it (Add a shared variable from the Web API).
  if (allowed.includes(name) || name.startsWith('@') || name === 'tag') return
  if (notEmulatedOptions.has(name)) throw notEmulated(`The query option ${name}`)
  if (name === '$skip') throw invalidQueryOption('Skip Clause is not supported in CRM', 'Dataverse does not have $skip')
  const others = allowed.length === 0 ? 'where none can be' : `that is not one of ${allowed.join(', ')}`
  throw invalidQueryOption(`The query parameter ${name} is not supported`, `the query has an option ${others}`)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw badQuerySyntax('a percent sign in the query is not followed by the code of a character')
  }
}
