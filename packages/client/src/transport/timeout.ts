/** How long an exchange that the library starts by itself may take. A connection's `fetch` has the caller's limit only. */
const exchangeTimeoutMs = 30_000

/** Runs an exchange, and aborts it when it takes too long. Unlike `AbortSignal.timeout` it leaves no timer behind. */
export async function withTimeout<T>(exchange: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const expire = () => controller.abort(new DOMException('the exchange took too long', 'TimeoutError'))
  const timer = setTimeout(expire, exchangeTimeoutMs)
  try {
    return await exchange(controller.signal)
  } finally {
    clearTimeout(timer)
  }
}
