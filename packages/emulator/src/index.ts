export type { Clock } from './clock.ts'
export type { Journal, JournalEntry } from './journal/journal.ts'
export { ListenError } from './listeners/ports.ts'
export { LocalhostAuthorityError } from './machine/localhost-authority.ts'
export { StateFolderError } from './machine/state-folder.ts'
export { notEmulatedYet } from './not-emulated.ts'
export {
  type Emulator,
  type EmulatorOptions,
  type RunningEnvironment,
  startEmulator,
} from './start-emulator.ts'
export { describeSampleWorld, loadSampleWorld } from './world/contoso.ts'
export type { EnvironmentRecord } from './world/model.ts'
export { parseSeed } from './world/parse-seed.ts'
export type * from './world/sample-world.ts'
export type * from './world/seed.ts'
export { SeedError, type SeedProblem } from './world/seed-error.ts'
