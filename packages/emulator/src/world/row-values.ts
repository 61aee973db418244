import type { SQLOutputValue } from 'node:sqlite'

/** A row as SQLite gives it. */
export type Row = Record<string, SQLOutputValue>

export function textOf(row: Row, column: string): string {
  const value = row[column]
  if (typeof value !== 'string') throw unexpected(column, 'text')
  return value
}

export function numberOf(row: Row, column: string): number {
  const value = row[column]
  if (typeof value !== 'number') throw unexpected(column, 'a number')
  return value
}

/** Flags are stored as 0 and 1. */
export function flagOf(row: Row, column: string): boolean {
  return numberOf(row, column) === 1
}

export function bytesOf(row: Row, column: string): Uint8Array {
  const value = row[column]
  if (!(value instanceof Uint8Array)) throw unexpected(column, 'bytes')
  return value
}

/** A defect: the tables are STRICT and the queries are ours. */
function unexpected(column: string, type: string): TypeError {
  return new TypeError(`column ${column} does not hold ${type}`)
}
