/** Below this many entries nothing is worth forgetting. */
const smallestSweep = 64

/** A map that forgets what has become idle as new entries come in: never more than twice what is in use, or 64. */
export class SweepingMap<Value> {
  readonly #entries = new Map<string, Value>()
  readonly #isIdle: (value: Value) => boolean
  #sweepAtSize = smallestSweep

  constructor(isIdle: (value: Value) => boolean) {
    this.#isIdle = isIdle
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key)
  }

  set(key: string, value: Value): void {
    if (this.#entries.size >= this.#sweepAtSize) this.#sweep()
    this.#entries.set(key, value)
  }

  /** Runs each time the size has doubled since the last run, which makes its cost per entry constant. */
  #sweep(): void {
    for (const [key, value] of this.#entries) {
      if (this.#isIdle(value)) this.#entries.delete(key)
    }
    this.#sweepAtSize = Math.max(smallestSweep, 2 * this.#entries.size)
  }
}
