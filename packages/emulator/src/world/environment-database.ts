import type { DatabaseSync } from 'node:sqlite'
import type { EnvironmentRecord } from './model.ts'

/** One Dataverse environment: its database, and the record that names it. */
export interface EnvironmentDatabase {
  readonly record: EnvironmentRecord
  /** Tables as `dataverse/tables` defines them. */
  readonly database: DatabaseSync
  close(): void
}
