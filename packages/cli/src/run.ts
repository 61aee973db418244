import { CommanderError } from 'commander'
import type { CommandIo, ExitCode } from './command-io.ts'
import { reportFailure } from './output/failure.ts'
import { createOutput, write } from './output/output.ts'
import { createProgram } from './program.ts'
import { refuseSecretArguments } from './sign-in/refuse-secret-arguments.ts'

/**
 * Runs the command line once.
 *
 * Authorities that `--ca` names, or that the emulator keeps on this machine, are trusted by the whole process from then on.
 *
 * @param argv The arguments after the name of the program.
 * @returns The exit code; failures have been said on `io.stderr`. Never rejects.
 */
export async function run(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  // Failures to write are handled where the writing is; without a listener they would end the process first.
  const ignore = (): void => undefined
  io.stdout.on('error', ignore)
  io.stderr.on('error', ignore)
  let exitCode: ExitCode = 0
  // Asked for in errors of the command line as well, before it has been understood.
  const isJson = beforeTerminator(argv).includes('--json')
  const program = createProgram({
    io,
    run: async (work) => {
      exitCode = await work(createOutput(io, isJson))
    },
  })
  try {
    refuseSecretArguments(beforeTerminator(argv))
    await program.parseAsync([...argv], { from: 'user' })
    return exitCode
  } catch (failure) {
    // Help or the version was asked for and given.
    if (failure instanceof CommanderError && failure.exitCode === 0) return 0
    return await reportFailure(failure, io, isJson)
  } finally {
    // Commander writes without waiting; a process that ended now would cut its text off where pipes are asynchronous.
    await Promise.allSettled([write(io.stdout, ''), write(io.stderr, '')])
  }
}

/** The arguments that may be options: those before `--`. */
function beforeTerminator(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--')
  return end === -1 ? argv : argv.slice(0, end)
}
