import type { CommandIo, ExitCode } from '../command-io.ts'
import type { Output } from '../output/output.ts'

/** What a command gets beside its arguments. */
export interface Context {
  readonly io: CommandIo
  /** Runs a command's work with an output of the form that was asked for, and keeps the exit code. */
  readonly run: (work: (output: Output) => Promise<ExitCode>) => Promise<void>
}
