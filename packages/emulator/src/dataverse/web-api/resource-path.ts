import { notEmulated } from '../errors/not-emulated.ts'
import { ODataError } from '../errors/odata-error.ts'
import { badQuerySyntax, segmentNotFound } from '../errors/url-errors.ts'
import { parseGuid } from '../tables/guid.ts'
import { findTableByEntitySet, servedTables } from '../tables/index.ts'
import { propertyName, type TableDefinition } from '../tables/table-definition.ts'
import { type FunctionName, isFunctionName, notEmulatedResources } from './resource-names.ts'

/** What a URL names, below the service root. */
export type Resource =
  | { readonly kind: 'serviceDocument' }
  /** @property parameters Between the parentheses; `undefined` without parentheses. */
  | { readonly kind: 'function'; readonly name: FunctionName; readonly parameters: string | undefined }
  | { readonly kind: 'entitySet'; readonly table: TableDefinition }
  | { readonly kind: 'entityCount'; readonly table: TableDefinition }
  | { readonly kind: 'entity'; readonly table: TableDefinition; readonly rowId: string }

/** A decoded path segment, taken apart at its parentheses. */
interface Segment {
  readonly text: string
  readonly name: string
  readonly inParentheses: string | undefined
}

/**
 * Follows a path (OData Version 4.0 Part 2 section 4).
 *
 * @throws {ODataError} 404 for a name that is not there, 400 for a key that is none, 501 for what is not emulated.
 */
export function parseResourcePath(path: string): Resource {
  const [first, ...rest] = splitSegments(path)
  if (first === undefined) return { kind: 'serviceDocument' }
  const { name, inParentheses } = first
  if (isFunctionName(name) && rest.length === 0) return { kind: 'function', name, parameters: inParentheses }
  const table = findTableByEntitySet(name)
  if (table !== undefined) return parseTablePath(table, inParentheses ?? '', rest)
  if (notEmulatedResources.has(name)) throw notEmulated(name)
  const sets = servedTables.map(({ entitySetName }) => entitySetName).join(', ')
  throw segmentNotFound(first.text, {
    reason: 'no entity set or function of the emulator has this name',
    remedy: `Names are case-sensitive. The emulator has the entity sets ${sets} (the developer of the client)`,
  })
}

function splitSegments(path: string): readonly Segment[] {
  const texts = path.split('/').map(decodeSegment)
  // One slash at the end names the same thing.
  if (texts.at(-1) === '') texts.pop()
  return texts.map((text) => {
    const [, name = text, inParentheses] = /^([^(]*)\((.*)\)$/s.exec(text) ?? []
    return { text, name, inParentheses }
  })
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw badQuerySyntax('a percent sign in the path is not followed by the code of a character')
  }
}

function parseTablePath(table: TableDefinition, key: string, [next, ...rest]: readonly Segment[]): Resource {
  const resource: Resource =
    key === '' ? { kind: 'entitySet', table } : { kind: 'entity', table, rowId: parseKey(key, table) }
  if (next === undefined) return resource
  if (resource.kind === 'entitySet' && next.text === '$count' && rest.length === 0)
    return { kind: 'entityCount', table }
  const known = describeAfterTable(next.name, table)
  if (known !== undefined) throw notEmulated(`${known} after ${table.entitySetName}`)
  throw segmentNotFound(next.text, {
    reason: `the path goes on after ${table.entitySetName} with a name that the emulator does not know`,
    remedy: 'Only rows themselves can be read yet, not what they lead to (the developer of the client)',
  })
}

/** Columns, references, bound functions and actions: they exist in reality, and the emulator knows of them. */
function describeAfterTable(name: string, table: TableDefinition): string | undefined {
  if (name.startsWith('Microsoft.Dynamics.CRM.')) return 'A bound function or action'
  const isKnown =
    name === '$ref' ||
    name === '$value' ||
    table.columns.some((column) => name === column.logicalName || name === propertyName(column))
  return isKnown ? `The segment '${name}'` : undefined
}

/** A GUID, bare, quoted or named: `accounts(…)`, `accounts('…')`, `accounts(accountid=…)`. */
function parseKey(key: string, table: TableDefinition): string {
  const [, name, value = ''] = /^(?:(\w+)=)?(.*)$/s.exec(key.trim()) ?? []
  if (name !== undefined && name !== table.primaryIdColumn) {
    throw new ODataError('0x80060890', {
      status: 400,
      message: `The specified key attributes are not a defined key for the ${table.logicalName} entity`,
      reason: `the key of ${table.entitySetName} is not ${table.primaryIdColumn}`,
      remedy: `The emulator has no alternate keys; name the row by ${table.primaryIdColumn} (the developer of the client)`,
    })
  }
  const rowId = parseGuid(value.replace(/^'(.*)'$/s, '$1'))
  if (rowId === undefined) throw badQuerySyntax(`the key of ${table.entitySetName} is not a GUID`)
  return rowId
}
