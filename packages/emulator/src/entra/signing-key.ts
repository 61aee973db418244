import type { KeyObject } from 'node:crypto'

/** A key that signs tokens, with the certificate that gives it its id. */
export interface SigningKey {
  /** base64url SHA-1 of the certificate; also the `x5t` (Microsoft identity platform: access tokens). */
  readonly keyId: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** DER of a self-signed certificate. */
  readonly certificate: Uint8Array
}
