import type { SQLInputValue } from 'node:sqlite'
import { ODataError } from '../errors/odata-error.ts'
import { parseGuid } from '../tables/guid.ts'
import type { ColumnDefinition, ColumnType, TableDefinition } from '../tables/table-definition.ts'
import { payloadError } from './payload-error.ts'

/** Reads one type's JSON; `undefined` for a value of another type. */
type ReadValue = (value: unknown) => SQLInputValue | undefined

/** Types that a create request can set so far. */
const readers: Partial<Record<ColumnType, { readonly edmType: string; readonly read: ReadValue }>> = {
  string: { edmType: 'Edm.String', read: readText },
  memo: { edmType: 'Edm.String', read: readText },
  integer: { edmType: 'Edm.Int32', read: readInt32 },
  boolean: { edmType: 'Edm.Boolean', read: (value) => (typeof value === 'boolean' ? Number(value) : undefined) },
  uniqueidentifier: {
    edmType: 'Edm.Guid',
    read: (value) => (typeof value === 'string' ? parseGuid(value) : undefined),
  },
}

/**
 * Reads the value of a column from JSON; null empties any column.
 *
 * @throws {ODataError} `0x80048d19` for a value of another type, `0x80044331` for a text that is too long.
 */
export function readColumnValue(column: ColumnDefinition, value: unknown, table: TableDefinition): SQLInputValue {
  if (value === null) return null
  const reader = readers[column.type]
  const read = reader?.read(value)
  if (reader === undefined || read === undefined) {
    const edmType = reader?.edmType ?? column.type
    throw payloadError(table, `Microsoft.OData.ODataException: ${mismatch(value, edmType)}`, {
      reason: `the value of ${column.logicalName} is not of type ${edmType}`,
    })
  }
  checkText(column, read, table)
  return read
}

/** What OData's reader says of a value of another type. */
function mismatch(value: unknown, edmType: string): string {
  if (typeof value !== 'object')
    return `Cannot convert the literal '${String(value).slice(0, 100)}' to the expected type '${edmType}'.`
  const node = Array.isArray(value) ? 'StartArray' : 'StartObject'
  return `An unexpected '${node}' node was found when reading from the JSON reader. A 'PrimitiveValue' node was expected.`
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function readInt32(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value + 0.5) < 2 ** 31 ? value : undefined
}

/** Control characters that XML 1.0 cannot hold, and halves of surrogate pairs. */
const invalidCharacters = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

function checkText(column: ColumnDefinition, value: SQLInputValue, table: TableDefinition): void {
  if (typeof value !== 'string') return
  if (column.maxLength !== undefined && value.length > column.maxLength) {
    throw new ODataError('0x80044331', {
      values: { column: column.logicalName, table: table.logicalName, maxLength: column.maxLength },
      reason: `the value of ${column.logicalName} is longer than ${column.maxLength} characters`,
    })
  }
  if (invalidCharacters.test(value)) {
    throw new ODataError('0x80040278', {
      status: 400,
      message: `The field '${column.logicalName}' contains one or more invalid characters.`,
      reason: `the value of ${column.logicalName} has a character that XML cannot hold`,
    })
  }
}
