import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto'
import { toPem } from '../../packages/emulator/src/machine/pem.ts'
import { signCertificate } from '../../packages/emulator/src/machine/x509.ts'

/** A client's own certificate and the key it signs assertions with, both PEM. */
export interface ClientCertificate {
  readonly certificatePem: string
  /** PKCS #8. */
  readonly privateKeyPem: string
  /** SHA-256 of the DER in hexadecimal without colons, as portals show it. */
  readonly sha256Thumbprint: string
  /** SHA-1 of the DER, likewise. */
  readonly sha1Thumbprint: string
}

/** Never the same twice: hexadecimal digits after `prefix`, so that names made so are fit for domains too. */
export function randomName(prefix: string): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`
}

/**
 * A secret or password that only a correct form encoding brings over: it holds what form and Basic encoding
 * (RFC 6749 section 2.3.1) must escape, and a character outside ASCII.
 */
export function randomSecret(): string {
  return `~${randomBytes(18).toString('base64url')}+/=&% :?ü`
}

/** A self-signed RSA certificate of 2048 bits, valid from yesterday to tomorrow. */
export function randomCertificate(): ClientCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const subject = randomName('client')
  const dayMs = 24 * 60 * 60 * 1000
  const der = signCertificate(
    {
      subject,
      publicKey,
      notBefore: new Date(Date.now() - dayMs),
      notAfter: new Date(Date.now() + dayMs),
      extensions: [],
    },
    { subject, privateKey },
  )
  const certificate = new X509Certificate(der)
  return {
    certificatePem: toPem('CERTIFICATE', der),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sha256Thumbprint: certificate.fingerprint256.replaceAll(':', ''),
    sha1Thumbprint: certificate.fingerprint.replaceAll(':', ''),
  }
}
