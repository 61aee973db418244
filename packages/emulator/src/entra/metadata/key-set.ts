import { issuerV2 } from '../issuers.ts'
import type { SigningKeys } from '../signing-keys.ts'

/**
 * The published keys (RFC 7517). Each serves any tenant, which its `issuer` says by the literal `{tenantid}`
 * (Microsoft identity platform: access tokens, validating the issuer).
 */
export function keySet(keys: SigningKeys, authority: string): object {
  return {
    keys: keys.published.map(({ keyId, publicKey, certificate }) => {
      const { n, e } = publicKey.export({ format: 'jwk' })
      return {
        kty: 'RSA',
        use: 'sig',
        kid: keyId,
        x5t: keyId,
        n,
        e,
        x5c: [Buffer.from(certificate).toString('base64')],
        issuer: issuerV2(authority, '{tenantid}'),
      }
    }),
  }
}
