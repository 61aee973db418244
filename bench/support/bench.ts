import type { Installed } from './installed.ts'
import type { Report } from './report.ts'

/** What a benchmark works with. */
export interface BenchContext {
  readonly installed: Installed
  /** How often each measurement is taken. */
  readonly rounds: number
  /** State folder of the emulator, for this run alone. */
  readonly stateFolder: string
  /** A folder for whatever else a benchmark needs, empty at first. */
  readonly scratchFolder: string
  /** Says on standard error what is going on. */
  progress(step: string): void
}

/** One benchmark: what it is called on the command line, and what it does. */
export interface Benchmark {
  readonly letter: string
  run(context: BenchContext): Promise<Report>
}
