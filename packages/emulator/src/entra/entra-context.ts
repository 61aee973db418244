import type { Addresses } from '../addresses.ts'
import type { Clock } from '../clock.ts'
import type { World } from '../world/world.ts'
import type { SigningKeys } from './signing-keys.ts'

/** What the authorization server stands on. */
export interface EntraContext {
  readonly world: World
  readonly addresses: Addresses
  readonly clock: Clock
  readonly signingKeys: SigningKeys
  /** Random bytes for ids and opaque claims. */
  readonly randomBytes: (length: number) => Buffer
}
