import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A program of the repository, run as its user would run it. */
export interface Program {
  readonly child: ChildProcess
  /** What it has printed so far. */
  output(): string
  errors(): string
  /** Resolves with the first line that matches. @throws when the program ends before. */
  line(pattern: RegExp): Promise<string>
  /** @returns The exit code; a program that a signal ended has none. */
  ended(): Promise<number | null>
}

export interface ProgramOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly input?: string
}

/** Runs a command to its end; `output` is what it printed on both channels. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<{ readonly code: number | null; readonly output: string }> {
  const program = start(command, args, options)
  const code = await program.ended()
  return { code, output: `${program.output()}${program.errors()}` }
}

/** Starts `node FILE ARGUMENTS…`. */
export function runProgram(args: readonly string[], options: ProgramOptions = {}): Program {
  return start(process.execPath, args, options)
}

function start(command: string, args: readonly string[], { env = {}, input }: ProgramOptions): Program {
  const child = spawn(command, [...args], {
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  child.stdin?.end(input)
  let printed = ''
  let complained = ''
  child.stdout?.on('data', (chunk) => {
    printed += chunk
  })
  child.stderr?.on('data', (chunk) => {
    complained += chunk
  })
  const exit = once(child, 'close').then(([code]) => code as number | null)
  return {
    child,
    output: () => printed,
    errors: () => complained,
    ended: () => exit,
    async line(pattern) {
      const lines = child.stdout === null ? undefined : createInterface(child.stdout)
      for await (const line of lines ?? []) if (pattern.test(line)) return line
      throw new Error(`ended without a line that matches ${pattern}:\n${printed}${complained}`)
    },
  }
}
