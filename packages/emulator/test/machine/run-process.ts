import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** What a process left. */
export interface FinishedProcess {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program to its end; a test that ends first takes it along. */
export async function runProcess(
  command: string,
  args: readonly string[],
  options?: { readonly input?: string | Uint8Array; readonly env?: Readonly<Record<string, string>> },
): Promise<FinishedProcess> {
  const child = spawn(command, args, { env: { ...process.env, ...options?.env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  child.stdin.on('error', () => undefined).end(options?.input)
  const exitCode = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve)
  })
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { exitCode: await exitCode, stdout, stderr }
}

/** Runs a TypeScript file of these tests in a Node of its own. */
export function runNode(script: URL, ...args: readonly string[]): Promise<FinishedProcess> {
  return runProcess(process.execPath, [fileURLToPath(script), ...args])
}
