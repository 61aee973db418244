import type { Clock } from '../../src/clock.ts'

/** A clock that stands still until it is moved. */
export class FixedClock implements Clock {
  #now: number

  constructor(isoTime: string) {
    this.#now = Date.parse(isoTime)
  }

  now(): number {
    return this.#now
  }

  advanceSeconds(seconds: number): void {
    this.#now += seconds * 1000
  }
}
