import type { SQLOutputValue } from 'node:sqlite'
import { findTable } from '../tables/index.ts'
import { findRow, type Row } from '../tables/rows.ts'
import type { Statements } from '../tables/statements.ts'
import { type ColumnDefinition, propertyName, type TableDefinition } from '../tables/table-definition.ts'
import { formattedValue } from './formatted-value.ts'
import type { AnnotationFilter } from './preferences.ts'

/** Turns rows of a table into the objects of a JSON answer (OData JSON Format Version 4.0 section 6). */
export type ToEntity = (row: Row) => Record<string, unknown>

/** @param columns In the order they are to appear. */
export function entityWriter(
  table: TableDefinition,
  columns: readonly ColumnDefinition[],
  wantsAnnotation: AnnotationFilter,
  statements: Statements,
): ToEntity {
  const annotations = annotationWriter(table, wantsAnnotation, statements)
  return (row) => {
    const entity: Record<string, unknown> = { '@odata.etag': etagOf(row) }
    for (const column of columns) {
      const value = row[column.logicalName] ?? null
      if (value !== null) Object.assign(entity, annotations(column, value))
      entity[propertyName(column)] = jsonValue(column, value)
    }
    return entity
  }
}

/** The weak entity tag of a row, made of its version (Perform conditional operations using the Web API). */
export function etagOf(row: Row): string {
  return `W/"${String(row['versionnumber'])}"`
}

function jsonValue(column: ColumnDefinition, value: SQLOutputValue): unknown {
  return column.type === 'boolean' && value !== null ? value === 1 : value
}

const formatted = 'OData.Community.Display.V1.FormattedValue'
const lookupTable = 'Microsoft.Dynamics.CRM.lookuplogicalname'
const navigationProperty = 'Microsoft.Dynamics.CRM.associatednavigationproperty'

/** Annotations of one value, those that were asked for; they stand before the value. */
function annotationWriter(
  table: TableDefinition,
  wantsAnnotation: AnnotationFilter,
  statements: Statements,
): (column: ColumnDefinition, value: SQLOutputValue) => Record<string, string> {
  const wanted = new Set([formatted, navigationProperty, lookupTable].filter(wantsAnnotation))
  if (wanted.size === 0) return () => ({})
  return (column, value) => {
    const isLookup = column.type === 'lookup'
    const text = isLookup ? nameOfTarget(statements, column, value) : formattedValue(column, value)
    const annotations: Record<string, string | undefined> = {
      [formatted]: column.logicalName === table.primaryIdColumn ? undefined : text,
      [navigationProperty]: isLookup ? column.logicalName : undefined,
      [lookupTable]: isLookup ? column.target : undefined,
    }
    const entries = Object.entries(annotations).filter(([name, content]) => wanted.has(name) && content !== undefined)
    return Object.fromEntries(entries.map(([name, content]) => [`${propertyName(column)}@${name}`, content ?? '']))
  }
}

/** A lookup reads as the primary name of the row it points to, whether or not the caller may read that row. */
function nameOfTarget(statements: Statements, column: ColumnDefinition, value: SQLOutputValue): string | undefined {
  const target = findTable(column.target ?? '')
  if (target === undefined) return undefined
  const name = findRow(statements, target, String(value))?.[target.primaryNameColumn]
  return typeof name === 'string' ? name : undefined
}
