import { createHash, createPublicKey, type KeyObject } from 'node:crypto'
import type { SigningKey } from '../entra/signing-key.ts'
import { dayMs, signCertificate } from './x509.ts'
import { keyUsage, subjectKeyIdentifier } from './x509-extensions.ts'

const subject = 'Versekey token signing'
const lifetimeDays = 5 * 365

/** Gives an RSA key the self-signed certificate that its key id is made of, valid for five years from yesterday on. */
export function certifySigningKey(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey)
  const yesterday = Date.now() - dayMs
  const certificate = signCertificate(
    {
      subject,
      publicKey,
      notBefore: new Date(yesterday),
      notAfter: new Date(yesterday + lifetimeDays * dayMs),
      extensions: [keyUsage('digitalSignature'), subjectKeyIdentifier(publicKey)],
    },
    { subject, privateKey },
  )
  return { keyId: createHash('sha1').update(certificate).digest('base64url'), privateKey, publicKey, certificate }
}
