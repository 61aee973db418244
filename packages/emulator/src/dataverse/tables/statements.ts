import type { DatabaseSync, StatementSync } from 'node:sqlite'

/**
 * Prepared statements by their text. All texts are made from table definitions, so that there are few of them, and
 * values travel as parameters only.
 */
export type Statements = (sql: string) => StatementSync

/** Prepares each statement once: preparing costs more than running it. */
export function keepStatements(database: DatabaseSync): Statements {
  const kept = new Map<string, StatementSync>()
  return (sql) => {
    const known = kept.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    kept.set(sql, statement)
    return statement
  }
}
