import { propertyNotFound } from '../errors/url-errors.ts'
import { type ColumnDefinition, propertyName, type TableDefinition } from '../tables/table-definition.ts'

/** Which columns an answer holds. */
export interface Selection {
  /** Always with the primary key, asked for or not. */
  readonly columns: readonly ColumnDefinition[]
  /** What follows the entity set in a context URL: `(name,_ownerid_value)`, or nothing when all are selected. */
  readonly contextSuffix: string
}

/**
 * Reads `$select` (OData Version 4.0 Part 2 section 5.1.3).
 *
 * @throws {ODataError} 400 for a property that the table has not.
 */
export function parseSelect(text: string | undefined, table: TableDefinition): Selection {
  const names = (text ?? '').split(',').map((name) => name.trim())
  if (text === undefined || text === '' || names.includes('*')) return { columns: table.columns, contextSuffix: '' }
  const selected = [...new Set(names.flatMap((name) => columnsNamed(name, table)))]
  const contextSuffix = selected.length === 0 ? '' : `(${selected.map(propertyName).join(',')})`
  return { columns: [...new Set([...selected, ...primaryIdOf(table)])], contextSuffix }
}

function columnsNamed(name: string, table: TableDefinition): readonly ColumnDefinition[] {
  const column = table.columns.find((candidate) => propertyName(candidate) === name)
  if (column !== undefined) return [column]
  // A navigation property may be selected, but brings nothing unless it is expanded.
  if (table.columns.some(({ type, logicalName }) => type === 'lookup' && logicalName === name)) return []
  throw propertyNotFound(name, table.logicalName, table.columns.map(propertyName))
}

function primaryIdOf(table: TableDefinition): readonly ColumnDefinition[] {
  return table.columns.filter(({ logicalName }) => logicalName === table.primaryIdColumn)
}
