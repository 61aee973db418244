import type { SQLInputValue } from 'node:sqlite'
import { notEmulated } from '../errors/not-emulated.ts'
import { ODataError } from '../errors/odata-error.ts'
import { type ColumnDefinition, propertyName, type TableDefinition } from '../tables/table-definition.ts'
import type { Operation } from './operation.ts'
import { payloadError } from './payload-error.ts'
import { readColumnValue } from './payload-value.ts'

/** Values for the columns of a new row. */
export type PayloadValues = Readonly<Record<string, SQLInputValue>>

/**
 * Reads the body of a create request (Create a table row using the Web API).
 *
 * @throws {ODataError} 415 for another content type, 400 for JSON or values that do not fit, 501 for lookups.
 */
export function readPayload(operation: Operation, table: TableDefinition): PayloadValues {
  checkContentType(operation.headers['content-type'])
  const values = Object.entries(parseObject(operation.body, table)).flatMap(([name, value]) => {
    const column = findCreatableColumn(name, value, table)
    return column === undefined ? [] : [[column.logicalName, readColumnValue(column, value, table)] as const]
  })
  return Object.fromEntries(values)
}

function checkContentType(contentType: string | undefined): void {
  const mediaType = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (mediaType === 'application/json') return
  throw new ODataError('0x0', {
    status: 415,
    message: `The request entity's media type '${mediaType}' is not supported for this resource.`,
    reason: 'the content type of the body is not application/json',
    remedy: 'Send Content-Type: application/json (the developer of the client)',
  })
}

function parseObject(body: Buffer, table: TableDefinition): object {
  const parsed = parseJson(body, table)
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed
  throw payloadError(table, 'Microsoft.OData.ODataException: The body of the request is not a JSON object.', {
    reason: 'the body is not a JSON object',
  })
}

function parseJson(body: Buffer, table: TableDefinition): unknown {
  try {
    // Throws on bytes that are not UTF-8, and drops a byte order mark.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (error) {
    // V8's message is left out: it repeats what the body holds.
    const problem = error instanceof SyntaxError ? 'not valid JSON' : 'not UTF-8'
    throw payloadError(table, `Microsoft.OData.ODataException: The body of the request is ${problem}.`, {
      reason: `the body of ${body.length} bytes is ${problem}`,
      remedy:
        'Send JSON in UTF-8. If its end is missing, Content-Length counts characters instead of bytes (the developer of the client)',
    })
  }
}

/** The column that a property sets; `undefined` when it sets none and that is no mistake. */
function findCreatableColumn(name: string, value: unknown, table: TableDefinition): ColumnDefinition | undefined {
  if (name.includes('@')) return checkAnnotation(name, table)
  const column = table.columns.find((candidate) => candidate.logicalName === name)
  if (column !== undefined && column.type !== 'lookup') return column.creatable ? column : undefined
  if (column !== undefined && typeof value === 'object' && value !== null) {
    throw notEmulated(`Creating a related row with the property ${column.logicalName}`)
  }
  const isLookup = column !== undefined || table.columns.some((candidate) => propertyName(candidate) === name)
  if (isLookup) {
    throw new ODataError('0x80060888', {
      status: 400,
      message: 'CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.',
      reason: `${name} is a lookup and cannot be set as a value`,
    })
  }
  throw unknownProperty(name, table)
}

function checkAnnotation(name: string, table: TableDefinition): undefined {
  const [property = '', term = ''] = name.split('@', 2)
  if (term !== 'odata.bind') return undefined
  if (table.columns.some(({ type, logicalName }) => type === 'lookup' && logicalName === property)) {
    throw notEmulated(`Setting a lookup with ${property}@odata.bind`)
  }
  throw payloadError(
    table,
    `Microsoft.OData.ODataException: An undeclared property '${property}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`,
    { reason: `the body binds a lookup that ${table.logicalName} does not have` },
  )
}

function unknownProperty(name: string, table: TableDefinition): ODataError {
  const type = `Microsoft.Dynamics.CRM.${table.logicalName}`
  const inner = `Microsoft.Crm.CrmException: Invalid property '${name}' was found in entity '${type}'. ---> Microsoft.OData.ODataException: The property '${name}' does not exist on type '${type}'. Make sure to only use property names that are defined by the type.`
  const columns = table.columns.filter(({ creatable }) => creatable).map(({ logicalName }) => logicalName)
  return payloadError(table, inner, {
    reason: `the body sets a property that ${table.logicalName} does not have`,
    remedy: `Names are case-sensitive. The emulator can set these columns of ${table.logicalName}: ${columns.join(', ')} (the developer of the client)`,
  })
}
