import type { KeyObject } from 'node:crypto'
import type { SigningKey } from './signing-key.ts'

/** The keys of a running authorization server: one signs, all are published, so that a rotation finds clients prepared. */
export interface SigningKeys {
  readonly current: SigningKey
  readonly published: readonly SigningKey[]
  findPublicKey(keyId: string): KeyObject | undefined
}

/** @param keys At least one; the first signs. */
export function createSigningKeys(keys: readonly SigningKey[]): SigningKeys {
  const [current] = keys
  if (current === undefined) throw new TypeError('an authorization server needs a signing key')
  const byId = new Map(keys.map((key) => [key.keyId, key.publicKey]))
  return { current, published: keys, findPublicKey: (keyId) => byId.get(keyId) }
}
