import type { AccessToken } from './access-token.ts'
import type { Clock } from './clock.ts'
import type { IssuedToken, Obtain } from './issued-token.ts'
import { askedPauseMs, refusalPauseMs } from './refusal-pause.ts'

/** Share of a token's life after which it is refreshed in the background; an hour's token leaves twelve minutes to retry. */
const refreshShare = 0.8
/** Refreshes of many clients started together are spread over this share of the waiting time. */
const jitterShare = 0.05
/** A token is not handed out in its last moments, so that it does not expire on its way; at most a tenth of its life. */
const safetyMarginMs = 30_000
const firstBackoffMs = 30_000
const longestBackoffMs = 300_000

/**
 * One principal's token for one resource: hands it out, refreshes it ahead of expiry, and never has two requests for the
 * same thing under way.
 */
export class TokenCell {
  readonly #clock: Clock
  readonly #random: () => number
  /** Resolved already; handing out one promise again and again makes the warm path free of allocation. */
  #token: Promise<AccessToken> | undefined
  /** Until then the token is handed out and nothing else happens. */
  #freshUntil = Number.NEGATIVE_INFINITY
  /** Until then the token may be handed out. */
  #usableUntil = Number.NEGATIVE_INFINITY
  /** Requests under way by their claims; more than one only if claims differ. */
  #flights: Map<string | undefined, Promise<AccessToken>> | undefined
  #flightsStarted = 0
  #flightStored = 0
  #failedRefreshes = 0
  /** Why the last request failed, while that answers for the next ones. */
  #refusal: unknown
  #refusedUntil = Number.NEGATIVE_INFINITY
  #refusals = 0

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock
    this.#random = random
  }

  /** The token while there is nothing to do about it. */
  fresh(now: number): Promise<AccessToken> | undefined {
    return now < this.#freshUntil ? this.#token : undefined
  }

  /** Whether the cell can be forgotten without losing anything. */
  isIdle(now: number): boolean {
    return this.#flights === undefined && now >= this.#usableUntil && now >= this.#refusedUntil
  }

  /**
   * The token, from here or from the authority.
   *
   * Without a usable token, a refusal is repeated from here while the pause after it lasts.
   *
   * @param claims A claims challenge: what is here does not satisfy it, so a new token replaces it.
   */
  take(obtain: Obtain, claims: string | undefined): Promise<AccessToken> {
    if (claims !== undefined) return this.#join(obtain, claims)
    const now = this.#clock.now()
    if (this.#token === undefined || now >= this.#usableUntil) {
      return now < this.#refusedUntil ? Promise.reject(this.#refusal) : this.#join(obtain, undefined)
    }
    if (now >= this.#freshUntil) this.#refresh(obtain)
    return this.#token
  }

  #refresh(obtain: Obtain): void {
    // Nobody waits for this flight, so nobody else would look at its failure.
    this.#join(obtain, undefined).catch((failure: unknown) => this.#backOff(failure))
    this.#freshUntil = this.#usableUntil
  }

  #backOff(failure: unknown): void {
    const own = Math.min(longestBackoffMs, firstBackoffMs * 2 ** this.#failedRefreshes)
    this.#failedRefreshes++
    this.#freshUntil = Math.min(this.#usableUntil, this.#clock.now() + Math.max(askedPauseMs(failure), own))
  }

  #join(obtain: Obtain, claims: string | undefined): Promise<AccessToken> {
    const underWay = this.#flights?.get(claims)
    if (underWay !== undefined) return underWay
    const flights = this.#flights ?? new Map()
    this.#flights = flights
    const flight = this.#fly(obtain, claims).finally(() => {
      flights.delete(claims)
      if (flights.size === 0 && this.#flights === flights) this.#flights = undefined
    })
    flights.set(claims, flight)
    return flight
  }

  async #fly(obtain: Obtain, claims: string | undefined): Promise<AccessToken> {
    const flight = ++this.#flightsStarted
    // Taken before the request: the authority counts the token's life from a moment not earlier than this.
    const askedAt = this.#clock.now()
    try {
      return this.#store(await obtain(claims), askedAt, flight)
    } catch (failure) {
      // What was refused to a claims challenge may well be granted without.
      if (claims === undefined) this.#remember(failure)
      throw failure
    }
  }

  #remember(failure: unknown): void {
    const pauseMs = refusalPauseMs(failure, this.#refusals)
    if (pauseMs === 0) return
    this.#refusals++
    this.#refusal = failure
    this.#refusedUntil = this.#clock.now() + pauseMs
  }

  #store(issued: IssuedToken, askedAt: number, flight: number): AccessToken {
    const lifeMs = issued.expiresInSeconds * 1000
    const waitMs = issued.refreshInSeconds === undefined ? lifeMs * refreshShare : issued.refreshInSeconds * 1000
    const usableUntil = askedAt + lifeMs - Math.min(safetyMarginMs, lifeMs / 10)
    const freshUntil = Math.min(usableUntil, askedAt + waitMs * (1 - jitterShare * this.#random()))
    const token: AccessToken = Object.freeze({
      token: issued.token,
      expiresOnTimestamp: askedAt + lifeMs,
      refreshAfterTimestamp: Math.floor(freshUntil),
    })
    // The token of a later request answers a later claims challenge; an earlier one that comes in late must not replace it.
    if (flight > this.#flightStored) {
      this.#flightStored = flight
      this.#token = Promise.resolve(token)
      this.#freshUntil = freshUntil
      this.#usableUntil = usableUntil
      this.#failedRefreshes = 0
      this.#refusals = 0
      this.#refusal = undefined
      this.#refusedUntil = Number.NEGATIVE_INFINITY
    }
    return token
  }
}
