/** Where time comes from: milliseconds since the Unix epoch. Tokens, credentials' validity and the journal follow it. */
export interface Clock {
  now(): number
}

/** The machine's own time. */
export const systemClock: Clock = { now: () => Date.now() }
