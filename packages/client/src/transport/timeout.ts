import { TransportError } from '../errors/transport-error.ts'

/** How long an exchange that the library starts by itself may take. A connection's `fetch` has the caller's limit only. */
const exchangeTimeoutMs = 30_000

/**
 * Runs an exchange, and ends it when it takes too long or its caller gives up. The exchange is told by its signal, but
 * the wait ends whether it listens or not: a `fetch` of the caller's own may not, and others wait for the same token.
 * Unlike `AbortSignal.timeout` it leaves no timer behind.
 *
 * @param url Of the server, for the error.
 * @param callerSignal The caller's own; its abort is thrown as its reason.
 * @throws {TransportError} When it took too long; and what the exchange throws.
 */
export async function withTimeout<T>(
  url: URL,
  exchange: (signal: AbortSignal) => Promise<T>,
  callerSignal?: AbortSignal | null,
): Promise<T> {
  callerSignal?.throwIfAborted()
  const controller = new AbortController()
  const { promise: ended, reject } = Promise.withResolvers<never>()
  const expire = () => {
    const reason = new DOMException('the exchange took too long', 'TimeoutError')
    reject(new TransportError(url.origin, reason))
    controller.abort(reason)
  }
  const giveUp = () => {
    reject(callerSignal?.reason)
    controller.abort(callerSignal?.reason)
  }
  const timer = setTimeout(expire, exchangeTimeoutMs)
  callerSignal?.addEventListener('abort', giveUp)
  try {
    return await Promise.race([ended, exchange(controller.signal)])
  } finally {
    clearTimeout(timer)
    callerSignal?.removeEventListener('abort', giveUp)
  }
}
