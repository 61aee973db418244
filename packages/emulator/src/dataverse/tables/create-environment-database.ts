import { DatabaseSync } from 'node:sqlite'
import type { EnvironmentDatabase } from '../../world/environment-database.ts'
import type { EnvironmentContent, EnvironmentRecord } from '../../world/model.ts'
import { servedTables, storedTables } from './index.ts'
import { createSchema } from './schema.ts'
import { seedRows } from './seed-rows.ts'
import { keepStatements } from './statements.ts'

/**
 * Makes an environment's database in memory: the tables of the definitions, filled with the content of a seed.
 *
 * @throws When two rows of the content have the same id, or two users the same application or object id.
 */
export function createEnvironmentDatabase(record: EnvironmentRecord, content: EnvironmentContent): EnvironmentDatabase {
  const database = new DatabaseSync(':memory:')
  createSchema(database, storedTables)
  database.exec('BEGIN')
  seedRows(keepStatements(database), servedTables, record, content)
  database.exec('COMMIT')
  return { record, database, close: () => database.close() }
}
