import type { Stats } from 'node:fs'
import { open } from 'node:fs/promises'
import { reasonOf } from '../output/system-error.ts'
import { UsageError } from '../usage-error.ts'
import { readBounded } from './bounded-stream.ts'
import { decodeText } from './decode-text.ts'

/** A file that the person named. */
export interface TextFile {
  readonly text: string
  readonly path: string
  /** Permission bits, as in `chmod`; `undefined` for what is no file and gone a moment later, as a pipe of `<(…)`. */
  readonly permissions: number | undefined
}

/**
 * Reads a text file; also a pipe, as of `<(…)` in a shell.
 *
 * @param option The option that names it, for messages.
 * @throws {UsageError} When it cannot be read, is larger than `maxBytes`, or is no text.
 */
export async function readTextFile(option: string, path: string, maxBytes: number): Promise<TextFile> {
  const origin = `${option} ${path}`
  const { bytes, isWhole, stats } = await readFile(path, maxBytes).catch((cause: unknown) => {
    throw new UsageError(`${origin}: it cannot be read (${reasonOf(cause)})`, { cause })
  })
  if (!isWhole) throw new UsageError(`${origin}: it is larger than ${maxBytes} bytes; is it the right file?`)
  return { text: decodeText(bytes, origin), path, permissions: stats.isFile() ? stats.mode & 0o777 : undefined }
}

async function readFile(path: string, maxBytes: number) {
  await using file = await open(path)
  const stats: Stats = await file.stat()
  return { ...(await readBounded(file.createReadStream({ autoClose: false }), maxBytes)), stats }
}
