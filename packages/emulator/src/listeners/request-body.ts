import type { IncomingMessage } from 'node:http'
import type { ListenerLimits } from './limits.ts'

/** What came of reading a request's body. */
export interface RequestBody {
  /** Empty when the body was too long. */
  readonly bytes: Buffer
  readonly tooLarge: boolean
  /** The body goes on: its sender has been read from as long as is reasonable, or was never told to send. */
  readonly unfinished: boolean
}

const noBody: RequestBody = { bytes: Buffer.alloc(0), tooLarge: false, unfinished: false }

/** A body that was announced as too long, and that its sender has not begun to send. */
export const refusedBody: RequestBody = { ...noBody, tooLarge: true, unfinished: true }

/** Whether the Content-Length says so; a chunked body shows only as it comes. */
export function announcesTooLargeBody(request: IncomingMessage, limits: ListenerLimits): boolean {
  return Number(request.headers['content-length'] ?? 0) > limits.maxBodyBytes
}

/**
 * Reads a request's body whole and hands it on once: at once when there is none, never when the sender goes away first.
 * Callbacks rather than a promise, since a request without a body is then answered in the same turn of the event loop.
 */
export function readRequestBody(
  request: IncomingMessage,
  limits: ListenerLimits,
  onBody: (body: RequestBody) => void,
): void {
  if (!hasBody(request)) {
    onBody(noBody)
    return
  }
  const chunks: Buffer[] = []
  let length = 0
  let isGivenUp = false
  request.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length <= limits.maxBodyBytes) {
      chunks.push(chunk)
      return
    }
    chunks.length = 0
    if (length > limits.maxDrainedBytes && !isGivenUp) {
      isGivenUp = true
      onBody(refusedBody)
    }
  })
  request.on('end', () => {
    if (!isGivenUp) onBody({ bytes: join(chunks), tooLarge: length > limits.maxBodyBytes, unfinished: false })
  })
}

/** A message has a body when one of these headers says so (RFC 9112 section 6.3). */
function hasBody(request: IncomingMessage): boolean {
  const { 'content-length': contentLength = '0', 'transfer-encoding': transferEncoding } = request.headers
  return contentLength !== '0' || transferEncoding !== undefined
}

/** Most bodies come in one chunk, which is then used as it is. */
function join(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)
}
