import type { CommandIo, ExitCode } from '../command-io.ts'
import { isUnusableInput } from './coded-error.ts'
import { failureToJson, failureToText } from './describe-failure.ts'
import { OutputError, write } from './output.ts'

/** Says on standard error why a run failed: a refusal with its cause and remedy, a defect with its stack. */
export async function reportFailure(failure: unknown, io: CommandIo, isJson: boolean): Promise<ExitCode> {
  if (failure instanceof OutputError && failure.isBrokenPipe) return 0
  const exitCode: ExitCode = isUnusableInput(failure) ? 2 : 1
  const text = isJson ? await failureToJson(failure) : await failureToText(failure, io.stderr, io.env)
  // With standard error gone as well there is nobody left to tell.
  await write(io.stderr, `${text}\n`).catch(() => undefined)
  return exitCode
}
