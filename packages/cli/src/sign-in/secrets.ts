import type { CommandIo } from '../command-io.ts'
import { readBounded } from '../input/bounded-stream.ts'
import { decodeText } from '../input/decode-text.ts'
import { readTextFile } from '../input/text-file.ts'
import type { Output } from '../output/output.ts'
import { UsageError } from '../usage-error.ts'
import { warnIfOthersCanRead } from './warn-if-others-can-read.ts'

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
  const text = path === '-' ? await readSecretInput(option, io) : await readSecretFile(option, path, output)
  const secret = text.replace(/\r?\n$/, '')
  if (secret === '') throw new UsageError(`${option} ${path}: it is empty`)
  return secret
}

async function readSecretFile(option: string, path: string, output: Output): Promise<string> {
  const file = await readTextFile(option, path, maxSecretBytes)
  await warnIfOthersCanRead(file, output)
  return file.text
}

async function readSecretInput(option: string, io: CommandIo): Promise<string> {
  const origin = `${option} -`
  if (io.stdin.isTTY === true) {
    throw new UsageError(`${origin}: standard input is a terminal, which would show the secret while it is typed`, {
      hint: `Pipe it in, or name a file with ${option}.`,
    })
  }
  const { bytes, isWhole } = await readBounded(io.stdin, maxSecretBytes)
  if (isWhole) return decodeText(bytes, origin)
  throw new UsageError(`${origin}: more than ${maxSecretBytes} bytes came; that is no secret`)
}
