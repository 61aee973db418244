import type { Directory } from './directory.ts'
import type { EnvironmentDatabase } from './environment-database.ts'

/** The state of one emulator: a directory of tenants and the environments that trust it. */
export interface World {
  readonly directory: Directory
  readonly environments: readonly EnvironmentDatabase[]
  close(): void
}
