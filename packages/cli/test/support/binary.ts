import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const binary = fileURLToPath(new URL('../../src/bin.ts', import.meta.url))

/** What a process left. */
export interface Finished {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface BinaryOptions {
  /** Added to an environment that has nothing of Versekey's but its state folder. */
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string | Uint8Array
  readonly nodeOptions?: readonly string[]
  /** `false` closes the reading end of its output at once. */
  readonly readsOutput?: boolean
  readonly onSpawn?: (child: ChildProcess) => void
}

/** Runs `versekey` to its end as its user would. */
export async function versekey(args: readonly string[], options: BinaryOptions = {}): Promise<Finished> {
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), binary, ...args], {
    env: environment(options.env),
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  options.onSpawn?.(child)
  // A program that does not read its input closes it.
  child.stdin.on('error', () => undefined).end(options.input)
  const exitCode = ended(child)
  if (options.readsOutput === false) child.stdout.destroy()
  const output = options.readsOutput === false ? '' : text(child.stdout)
  const [stdout, stderr] = await Promise.all([output, text(child.stderr)])
  return { exitCode: await exitCode, stdout, stderr }
}

/** Runs `versekey` in a pseudo-terminal, which joins its two outputs, with `script` of util-linux. */
export async function versekeyInTerminal(
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<Finished> {
  const command = [process.execPath, binary, ...args].map((word) => `'${word}'`).join(' ')
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    // A terminal of its own, so that it stays open although nobody types.
    env: { ...environment(env), TERM: 'xterm-256color', SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const exitCode = ended(child)
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { exitCode: await exitCode, stdout, stderr }
}

/** An emulator that `versekey emulate` serves. */
export interface ServedEmulator {
  readonly child: ChildProcess
  /** The next line of its output. */
  nextLine(): Promise<string>
  /** Sends a signal. @returns The exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts `versekey emulate`; its first line of output is the sign that it serves. */
export function startServing(args: readonly string[], env?: Readonly<Record<string, string>>): ServedEmulator {
  const child = spawn(process.execPath, [binary, 'emulate', ...args], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exitCode = ended(child)
  const errors = text(child.stderr)
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return {
    child,
    async nextLine() {
      const { value, done } = await lines.next()
      if (done === true) throw new Error(`versekey emulate ended: ${await errors}`)
      return value
    },
    end(signal) {
      child.kill(signal)
      return exitCode
    },
  }
}

/** Whether a program can be started by its name. */
export function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Without NODE_EXTRA_CA_CERTS: what has to be trusted, the command trusts by itself. */
function environment(added: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, VERSEKEY_HOME } = process.env
  return { PATH, HOME, VERSEKEY_HOME, ...added }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', resolve)
  })
}
