import { sign } from 'node:crypto'
import type { SigningKey } from '../signing-key.ts'

/**
 * A compact RS256 token (RFC 7515 section 3.1) with the header Entra ID writes.
 *
 * Signed by OpenSSL directly: over WebCrypto, as libraries do it, each token costs a thread hop and 40 % more processor
 * time, and an authorization server does little else (docs/decisions/token-signing.md).
 *
 * @param withThumbprint v1 access tokens carry `x5t` beside `kid`; v2 tokens do not.
 */
export function signToken(claims: object, key: SigningKey, withThumbprint: boolean): string {
  const input = `${headerOf(key, withThumbprint)}.${encode(claims)}`
  return `${input}.${sign('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`
}

/** An unsigned token, `alg` none with an empty third part: what the v1 endpoint issues as id token. */
export function unsignedToken(claims: object): string {
  return `${encode({ typ: 'JWT', alg: 'none' })}.${encode(claims)}.`
}

const headers = new WeakMap<SigningKey, { v1: string; v2: string }>()

function headerOf(key: SigningKey, withThumbprint: boolean): string {
  let encoded = headers.get(key)
  if (encoded === undefined) {
    const { keyId } = key
    encoded = {
      v1: encode({ typ: 'JWT', alg: 'RS256', x5t: keyId, kid: keyId }),
      v2: encode({ typ: 'JWT', alg: 'RS256', kid: keyId }),
    }
    headers.set(key, encoded)
  }
  return withThumbprint ? encoded.v1 : encoded.v2
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
