import { PassThrough, Readable, Writable } from 'node:stream'
import { type CommandIo, type ExitCode, type OutputStream, run } from '../../src/index.ts'

export interface Here {
  readonly env?: CommandIo['env']
  readonly input?: string | Uint8Array
  readonly inputIsTerminal?: boolean
  readonly outputIsTerminal?: boolean
  readonly columns?: number
}

/** Runs the command line in this process and keeps what it prints. */
export async function runHere(
  argv: readonly string[],
  here: Here = {},
): Promise<{ readonly exitCode: ExitCode; readonly stdout: string; readonly stderr: string }> {
  const stdout = new Collector(here)
  const stderr = new Collector(here)
  const stdin = here.inputIsTerminal ? new PassThrough() : Readable.from(here.input === undefined ? [] : [here.input])
  const exitCode = await run(argv, {
    stdin: Object.assign(stdin, { isTTY: here.inputIsTerminal === true }),
    stdout,
    stderr,
    env: here.env ?? {},
    interrupted: () => Promise.resolve(),
  })
  return { exitCode, stdout: stdout.text, stderr: stderr.text }
}

/** An output that keeps what is written to it. */
export class Collector extends Writable implements OutputStream {
  text = ''
  readonly isTTY: boolean
  readonly columns: number

  constructor({ outputIsTerminal = false, columns = 80 }: Here = {}) {
    super()
    this.isTTY = outputIsTerminal
    this.columns = columns
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString('utf8')
    done()
  }
}
