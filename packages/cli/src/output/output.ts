import { styleText } from 'node:util'
import type { CommandIo, OutputStream } from '../command-io.ts'
import { paragraph } from './layout.ts'
import { printableJson } from './printable.ts'

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'

/** Where a command's text goes, in the form that was asked for. */
export interface Output {
  /** Whether JSON was asked for. */
  readonly isJson: boolean
  /** Columns of a text: those of the terminal, 80 at most and 40 at least. */
  readonly width: number
  /** Prints to standard output, with a line break at the end. */
  print(text: string): Promise<void>
  /** Prints one JSON value to standard output: over several lines, or on one of its own in a stream of many. */
  printJson(value: unknown, form?: 'document' | 'line'): Promise<void>
  /** Says on standard error what the person should know although the command goes on. */
  warn(text: string): Promise<void>
  /** Prints to standard error, with a line break at the end: why there is no result. */
  complain(text: string): Promise<void>
  /** Colours a text for standard output, if that shows colours. */
  style(style: Style, text: string): string
}

/** Standard output or error cannot be written to. */
export class OutputError extends Error {
  override readonly name = 'OutputError'
  readonly code = 'OUTPUT'

  constructor(cause: Error) {
    super(`cannot write the output: ${cause.message}`, { cause })
  }

  /** Whether the reader has gone, as `head` does when it has seen enough. */
  get isBrokenPipe(): boolean {
    const { cause } = this
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    // Windows reports EOF; what is written after the first failure is told that the stream is destroyed.
    return code === 'EPIPE' || code === 'EOF' || code === 'ERR_STREAM_DESTROYED'
  }
}

export function createOutput(io: Pick<CommandIo, 'stdout' | 'stderr' | 'env'>, isJson: boolean): Output {
  const width = widthOf(io.stdout)
  const hasColors = showsColors(io.stdout, io.env)
  return {
    isJson,
    width,
    print: (text) => write(io.stdout, `${text}\n`),
    printJson: (value, form = 'document') =>
      write(io.stdout, `${printableJson(value, form === 'document' ? 2 : undefined)}\n`),
    warn: (text) =>
      write(io.stderr, `${isJson ? printableJson({ warning: text }) : paragraph(`warning: ${text}`, width)}\n`),
    complain: (text) => write(io.stderr, `${text}\n`),
    style: (style, text) => (hasColors ? paint(style, text) : text),
  }
}

/** Writes a text and waits until the stream has taken it. */
export function write(stream: OutputStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(new OutputError(error)) : resolve()))
  })
}

export function widthOf(stream: OutputStream): number {
  // A terminal that does not know its size says 0.
  return Math.max(40, Math.min(80, stream.columns || 80))
}

/** A terminal that can, and a person who has not asked for none (the NO_COLOR convention). */
export function showsColors(stream: OutputStream, env: CommandIo['env']): boolean {
  return stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
}

/** Colours a text; whether to do so has been decided. */
export function paint(style: Style, text: string): string {
  return styleText(style, text, { validateStream: false })
}
