import type { AbortSignalLike } from './token-credential.ts'

/** Waits for a promise until the caller gives up; what the promise stands for goes on. */
export function waitFor<T>(promise: Promise<T>, signal: AbortSignalLike | undefined): Promise<T> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortReason(signal))
    if (signal.aborted) {
      abort()
      // Its failure, if it comes to that, is nobody's any more.
      promise.catch(() => {})
      return
    }
    signal.addEventListener('abort', abort)
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

export function abortReason(signal: AbortSignalLike): unknown {
  return signal.reason ?? new DOMException('The wait for a token was aborted', 'AbortError')
}
