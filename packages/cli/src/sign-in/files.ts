import { type FileHandle, open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Output } from '../output/output.ts'
import { reasonOf } from '../output/system-error.ts'
import { UsageError } from '../usage-error.ts'

/**
 * Reads a file that the person named; also a pipe, as of `<(…)` in a shell.
 *
 * @throws {UsageError} When it cannot be read or is larger than `maxBytes`.
 */
export async function readNamedFile(option: string, path: string, maxBytes: number): Promise<Uint8Array> {
  let file: FileHandle | undefined
  try {
    file = await open(path)
    const { bytes, isWhole } = await readInput(file.createReadStream({ autoClose: false }), maxBytes)
    if (isWhole) return bytes
  } catch (cause) {
    throw new UsageError(`${option} ${path}: it cannot be read (${reasonOf(cause)})`, { cause })
  } finally {
    await file?.close()
  }
  throw new UsageError(`${option} ${path}: it is larger than ${maxBytes} bytes; is it the right file?`)
}

/** Reads a stream to its end, or to `maxBytes`; what comes after that is not waited for. */
export async function readInput(
  input: Readable,
  maxBytes: number,
): Promise<{ readonly bytes: Uint8Array; readonly isWhole: boolean }> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of input) {
    const bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    chunks.push(bytes)
    length += bytes.length
    if (length > maxBytes) break
  }
  return { bytes: Buffer.concat(chunks).subarray(0, maxBytes), isWhole: length <= maxBytes }
}

/**
 * Decodes a text file, with or without a byte order mark.
 *
 * @throws {UsageError} When it is not UTF-8: `>` in Windows PowerShell writes UTF-16.
 */
export function decodeText(option: string, path: string, bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch {
    // The platform's error says no more.
  }
  throw new UsageError(
    `${option} ${path}: it is not a text in UTF-8; save it as such (Windows PowerShell: -Encoding utf8)`,
  )
}

/** Warns about a secret in a file that is open to others; Windows has no such modes. */
export async function warnIfOthersCanRead(path: string, output: Output): Promise<void> {
  if (process.platform === 'win32') return
  const { mode } = await stat(path)
  // Only files stay: a pipe of `<(…)` is nobody's a moment later.
  const isFile = (mode & 0o170000) === 0o100000
  if (!isFile || (mode & 0o044) === 0) return
  const octal = (mode & 0o777).toString(8).padStart(4, '0')
  await output.warn(`other users of this machine can read ${path} (mode ${octal}); "chmod 600" keeps them out`)
}
