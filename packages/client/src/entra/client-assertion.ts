import { type ClientAuth, modifyAssertion, PrivateKeyJwt } from 'oauth4webapi'
import type { SigningCertificate } from '../certificates/signing-certificate.ts'
import type { Clock } from '../tokens/clock.ts'

/** What Microsoft's own libraries use; the assertion is made fresh for each request and needs no more. */
const lifetimeSeconds = 600

/**
 * Authenticates the client by a signed assertion (RFC 7523 section 2.2), in the form that Entra ID asks for
 * ("Microsoft identity platform: certificate credentials"): PS256, the certificate named by `x5t#S256`, and the token
 * endpoint as audience, where oauth4webapi would name the issuer.
 */
export function certificateAssertion(certificate: SigningCertificate, clock: Clock): ClientAuth {
  return async (server, client, body, headers) => {
    const { key, thumbprint } = await certificate.signer()
    const authenticate = PrivateKeyJwt(key, {
      [modifyAssertion](header, payload) {
        const now = Math.floor(clock.now() / 1000)
        header['typ'] = 'JWT'
        header['x5t#S256'] = thumbprint
        payload['aud'] = server.token_endpoint
        payload['jti'] = crypto.randomUUID()
        payload['iat'] = now
        payload['nbf'] = now
        payload['exp'] = now + lifetimeSeconds
      },
    })
    await authenticate(server, client, body, headers)
  }
}
