import { UsageError } from '../usage-error.ts'

/**
 * Decodes a text, with or without a byte order mark.
 *
 * @param origin Where it comes from, as a message begins: `--world world.json`.
 * @throws {UsageError} When it is not UTF-8: `>` in Windows PowerShell writes UTF-16.
 */
export function decodeText(bytes: Uint8Array, origin: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch {
    // The platform's error says no more.
  }
  throw new UsageError(`${origin}: it is not a text in UTF-8; save it as such (Windows PowerShell: -Encoding utf8)`)
}
