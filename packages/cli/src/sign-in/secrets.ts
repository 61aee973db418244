import type { CommandIo } from '../command-io.ts'
import type { Output } from '../output/output.ts'
import { UsageError } from '../usage-error.ts'
import { decodeText, readInput, readNamedFile, warnIfOthersCanRead } from './files.ts'

/** Where a secret is, before it is read. */
export type SecretSource =
  | { readonly kind: 'variable'; readonly name: string; readonly value: string }
  | { readonly kind: 'file'; readonly option: string; readonly path: string }

/** Larger than any secret, so that a wrong file is noticed. */
const maxSecretBytes = 64 * 1024

/**
 * Reads a secret. One line break at the end of a file belongs to the file and not to the secret.
 *
 * @throws {UsageError} When there is none; the message never holds it.
 */
export async function readSecret(source: SecretSource, io: CommandIo, output: Output): Promise<string> {
  if (source.kind === 'variable') return source.value
  const { option, path } = source
  const bytes = path === '-' ? await readSecretInput(option, io) : await readNamedFile(option, path, maxSecretBytes)
  if (path !== '-') await warnIfOthersCanRead(path, output)
  const secret = decodeText(option, path, bytes).replace(/\r?\n$/, '')
  if (secret === '') throw new UsageError(`${option} ${path}: it is empty`)
  return secret
}

async function readSecretInput(option: string, io: CommandIo): Promise<Uint8Array> {
  if (io.stdin.isTTY === true) {
    throw new UsageError(`${option} -: standard input is a terminal, which would show the secret while it is typed`, {
      hint: `Pipe it in, or name a file with ${option}.`,
    })
  }
  const { bytes, isWhole } = await readInput(io.stdin, maxSecretBytes)
  if (isWhole) return bytes
  throw new UsageError(`${option} -: more than ${maxSecretBytes} bytes came; that is no secret`)
}
