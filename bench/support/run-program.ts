import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execFileAsync = promisify(execFile)
const timeoutMs = 60_000

/** What a program printed, and how long it took from its start to its end. */
export interface ProgramRun {
  readonly output: string
  readonly wallSeconds: number
}

/** Runs a JavaScript file to its end. @throws {Error} With what it printed, when it fails. */
export async function runProgram(program: string, env: Readonly<Record<string, string>>): Promise<ProgramRun> {
  const startedAt = performance.now()
  const options = { env: { ...process.env, ...env }, timeout: timeoutMs }
  const { stdout } = await execFileAsync(process.execPath, [program], options)
  return { output: stdout, wallSeconds: (performance.now() - startedAt) / 1000 }
}
