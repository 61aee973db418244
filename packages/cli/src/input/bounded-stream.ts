import type { Readable } from 'node:stream'

/** What was read of a stream. */
export interface BoundedInput {
  readonly bytes: Uint8Array
  /** Whether the stream ended within the bound. */
  readonly isWhole: boolean
}

/** Reads a stream to its end, or to `maxBytes`; what would come after that is not waited for. */
export async function readBounded(input: Readable, maxBytes: number): Promise<BoundedInput> {
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
