import type { SQLInputValue, SQLOutputValue } from 'node:sqlite'
import type { Statements } from './statements.ts'
import type { StoredTable } from './table-definition.ts'

/** A row as the database gives it, by logical name of its columns. */
export type Row = Readonly<Record<string, SQLOutputValue>>

/** A condition on rows: SQL made from definitions, and the values it needs. */
export interface Condition {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

/** Which part of a table to read; rows come in the order of their ids. */
export interface Page {
  readonly where: Condition
  /** Only rows whose id comes after this one. */
  readonly afterId?: string
  readonly limit: number
}

export function findRow(statements: Statements, table: StoredTable, rowId: string): Row | undefined {
  return statements(`${selectFrom(table)} WHERE "${table.primaryIdColumn}" = ?`).get(rowId)
}

/** Whether a row meets a condition. */
export function rowMeets(statements: Statements, table: StoredTable, rowId: string, condition: Condition): boolean {
  const sql = `SELECT 1 FROM "${table.logicalName}" WHERE "${table.primaryIdColumn}" = ? AND (${condition.sql})`
  return statements(sql).get(rowId, ...condition.values) !== undefined
}

export function listRows(statements: Statements, table: StoredTable, { where, afterId, limit }: Page): readonly Row[] {
  const after = afterId === undefined ? '' : ` AND "${table.primaryIdColumn}" > ?`
  const sql = `${selectFrom(table)} WHERE (${where.sql})${after} ORDER BY "${table.primaryIdColumn}" LIMIT ?`
  return statements(sql).all(...where.values, ...(afterId === undefined ? [] : [afterId]), limit)
}

/** Counts at most `limit` rows. */
export function countRows(statements: Statements, table: StoredTable, where: Condition, limit: number): number {
  const sql = `SELECT count(*) AS "count" FROM (SELECT 1 FROM "${table.logicalName}" WHERE (${where.sql}) LIMIT ?)`
  return Number(statements(sql).get(...where.values, limit)?.['count'])
}

/** Inserts a row; columns without a value take their default, and `versionnumber` is given where the table has it. */
export function insertRow(
  statements: Statements,
  table: StoredTable,
  values: Readonly<Record<string, SQLInputValue>>,
): void {
  const names = table.columns.map((column) => column.logicalName)
  const version = names.includes('versionnumber') ? { versionnumber: nextRowVersion(statements) } : {}
  const row: Readonly<Record<string, SQLInputValue>> = { ...table.defaults, ...values, ...version }
  const sql = `INSERT INTO "${table.logicalName}" (${quoted(names)}) VALUES (${names.map(() => '?').join(', ')})`
  statements(sql).run(...names.map((name) => row[name] ?? null))
}

/** Versions count up over all tables of an environment, as SQL Server's `rowversion` does. */
function nextRowVersion(statements: Statements): SQLInputValue {
  const row = statements('UPDATE rowversion SET value = value + 1 RETURNING value').get()
  return row?.['value'] ?? null
}

function selectFrom(table: StoredTable): string {
  return `SELECT ${quoted(table.columns.map((column) => column.logicalName))} FROM "${table.logicalName}"`
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}
