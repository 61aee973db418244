import { ConfigurationError } from '../errors/configuration-error.ts'
import { TransportError } from '../errors/transport-error.ts'
import { VersekeyError } from '../errors/versekey-error.ts'

/** Anything that behaves like the platform's `fetch`; pass one to go through a proxy or to watch the traffic. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Looked up at each call, so that instrumentation put in place later is honoured. */
export const platformFetch: Fetch = (url, init) => globalThis.fetch(url, init)

/** Checks the option `fetch`, for callers without types. */
export function requireFetch(fetch: Fetch | undefined): Fetch | undefined {
  if (fetch === undefined || typeof fetch === 'function') return fetch
  throw new ConfigurationError('fetch', 'give a function (url, init) that returns a promise of a Response')
}

/**
 * Sends one request.
 *
 * @param callerSignal The caller's own, if there is one: its abort is the caller's business and rethrown as it is.
 * @throws {TransportError} When no answer came.
 */
export async function send(
  fetch: Fetch,
  url: URL,
  init: RequestInit,
  callerSignal?: AbortSignal | null,
): Promise<Response> {
  try {
    return await fetch(url.href, init)
  } catch (failure) {
    throw callerSignal?.aborted ? failure : retellTransportFailure(failure, url)
  }
}

/** Turns what the platform threw into a {@link TransportError}. */
export function retellTransportFailure(failure: unknown, url: URL): VersekeyError {
  return failure instanceof VersekeyError ? failure : new TransportError(url.origin, failure)
}
