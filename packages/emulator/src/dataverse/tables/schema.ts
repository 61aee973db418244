import type { DatabaseSync } from 'node:sqlite'
import type { ColumnType, StoredTable } from './table-definition.ts'

const sqlTypes: Readonly<Record<ColumnType, 'TEXT' | 'INTEGER'>> = {
  uniqueidentifier: 'TEXT',
  lookup: 'TEXT',
  string: 'TEXT',
  memo: 'TEXT',
  // `2024-01-31T12:00:00Z`: what the Web API writes, and it sorts as text.
  datetime: 'TEXT',
  integer: 'INTEGER',
  bigint: 'INTEGER',
  boolean: 'INTEGER',
  choice: 'INTEGER',
}

/** Makes the tables that the definitions describe, and the counter that row versions come from. */
export function createSchema(database: DatabaseSync, tables: readonly StoredTable[]): void {
  database.exec('CREATE TABLE rowversion (value INTEGER NOT NULL) STRICT; INSERT INTO rowversion VALUES (1000000)')
  for (const table of tables) database.exec(tableSql(table))
}

function tableSql(table: StoredTable): string {
  const { logicalName, primaryIdColumn } = table
  const columns = table.columns.map(
    (column) =>
      `"${column.logicalName}" ${sqlTypes[column.type]}${column.logicalName === primaryIdColumn ? ' NOT NULL PRIMARY KEY' : ''}`,
  )
  const indexes = [
    ...(table.indexes ?? []).map((column) => indexSql('INDEX', logicalName, column)),
    ...(table.uniqueColumns ?? []).map((column) => indexSql('UNIQUE INDEX', logicalName, column)),
  ]
  return [`CREATE TABLE "${logicalName}" (${columns.join(', ')}) STRICT, WITHOUT ROWID`, ...indexes].join(';\n')
}

function indexSql(kind: 'INDEX' | 'UNIQUE INDEX', table: string, column: string): string {
  return `CREATE ${kind} "${table}_${column}" ON "${table}" ("${column}")`
}
