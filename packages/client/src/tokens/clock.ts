import { ConfigurationError } from '../errors/configuration-error.ts'

/** Where the time comes from; give your own to test what happens when tokens grow old. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** Checks the option `clock`, for callers without types. */
export function requireClock(clock: Clock | undefined): Clock | undefined {
  if (clock === undefined || typeof clock?.now === 'function') return clock
  throw new ConfigurationError('clock', 'give an object with a function now() that returns milliseconds')
}
