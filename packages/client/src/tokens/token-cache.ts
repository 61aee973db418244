import { ConfigurationError } from '../errors/configuration-error.ts'
import { type Clock, requireClock, systemClock } from './clock.ts'
import { SweepingMap } from './sweeping-map.ts'
import { TokenCell } from './token-cell.ts'

/** Options of a {@link TokenCache}. */
export interface TokenCacheOptions {
  /** Decides what is fresh. @default the system's clock */
  readonly clock?: Clock | undefined
  /** Spreads refreshes in time; returns numbers from 0 up to 1. @default Math.random */
  readonly random?: (() => number) | undefined
}

/** For credentials; the package does not export it. */
export let cellOf: (cache: TokenCache, key: string) => TokenCell

/**
 * Tokens in memory. Each credential has its own unless you pass one cache to many; entries are told apart by authority,
 * tenant, client, principal, scope, kind of credential and a digest of its secret, so sharing never mixes them up.
 *
 * Access takes the same time whatever the size. Expired entries are forgotten as new ones come in.
 */
export class TokenCache {
  readonly #cells: SweepingMap<TokenCell>
  readonly #clock: Clock
  readonly #random: () => number

  static {
    cellOf = (cache, key) => cache.#cell(key)
  }

  constructor(options: TokenCacheOptions = {}) {
    this.#clock = requireClock(options.clock) ?? systemClock
    this.#random = options.random ?? Math.random
    if (typeof this.#random !== 'function') throw new ConfigurationError('random', 'give a function like Math.random')
    this.#cells = new SweepingMap((cell) => cell.isIdle(this.#clock.now()))
  }

  get clock(): Clock {
    return this.#clock
  }

  /** Number of entries, expired ones included that have not been forgotten yet. */
  get size(): number {
    return this.#cells.size
  }

  #cell(key: string): TokenCell {
    const known = this.#cells.get(key)
    if (known !== undefined) return known
    const cell = new TokenCell(this.#clock, this.#random)
    this.#cells.set(key, cell)
    return cell
  }
}
