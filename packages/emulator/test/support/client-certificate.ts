import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { type CompactJWSHeaderParameters, CompactSign } from 'jose'
import { certifySigningKey } from '../../src/machine/token-signing-certificate.ts'

/** A certificate of a client with its key. */
export interface ClientCertificate {
  readonly pem: string
  readonly privateKey: KeyObject
  readonly sha1: Buffer
  readonly sha256: Buffer
}

export function makeClientCertificate(): ClientCertificate {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { certificate } = certifySigningKey(privateKey)
  const base64 = Buffer.from(certificate).toString('base64')
  return {
    pem: `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    privateKey,
    sha1: createHash('sha1').update(certificate).digest(),
    sha256: createHash('sha256').update(certificate).digest(),
  }
}

/** Signs a client assertion, as a client would (RFC 7523 section 2.2). */
export function signAssertion(
  key: KeyObject,
  claims: Record<string, unknown>,
  header: Partial<CompactJWSHeaderParameters> & Record<string, unknown>,
): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify(claims))
  return new CompactSign(payload).setProtectedHeader({ alg: 'RS256', ...header }).sign(key)
}
