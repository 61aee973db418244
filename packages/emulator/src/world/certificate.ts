import { createHash, X509Certificate } from 'node:crypto'

/** What a registration keeps of a certificate. */
export interface Certificate {
  readonly subject: string
  readonly der: Uint8Array
  /** SHA-1 of the DER, base64url without padding. */
  readonly sha1Thumbprint: string
  /** SHA-256 of the DER, base64url without padding. */
  readonly sha256Thumbprint: string
  /** Milliseconds since the epoch. */
  readonly notBefore: number
  readonly notAfter: number
}

/** A text is not a certificate that may sign client assertions; the message never quotes the text. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError'
  readonly code = 'INVALID_CERTIFICATE'
}

const shortestModulusBits = 2048

/**
 * Reads the one certificate of a PEM text (RFC 7468 section 5); text around it is allowed.
 *
 * @throws {CertificateError} No certificate or several, a private key beside it, another key than RSA of 2048 bits or
 *   more, which is what Microsoft Entra ID verifies assertions with.
 */
export function readCertificate(pem: string): Certificate {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) {
    throw new CertificateError(
      'holds a private key; a registration has the certificate only, the key stays with the client',
    )
  }
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  const [block] = blocks
  if (block === undefined) throw new CertificateError('holds no certificate in PEM')
  if (blocks.length > 1) throw new CertificateError(`holds ${blocks.length} certificates; write the client's own only`)
  const x509 = parseX509(block)
  const { asymmetricKeyType: keyType, asymmetricKeyDetails: details } = x509.publicKey
  if (keyType !== 'rsa' || (details?.modulusLength ?? 0) < shortestModulusBits) {
    throw new CertificateError(
      `has a key of type ${keyType}; assertions are signed with RSA of ${shortestModulusBits} bits or more`,
    )
  }
  return {
    subject: x509.subject.replaceAll('\n', ', '),
    der: new Uint8Array(x509.raw),
    sha1Thumbprint: createHash('sha1').update(x509.raw).digest('base64url'),
    sha256Thumbprint: createHash('sha256').update(x509.raw).digest('base64url'),
    notBefore: x509.validFromDate.getTime(),
    notAfter: x509.validToDate.getTime(),
  }
}

function parseX509(block: string): X509Certificate {
  try {
    const certificate = new X509Certificate(block)
    // The public key is decoded on first use only; a key that cannot be decoded shows here.
    certificate.publicKey
    return certificate
  } catch (cause) {
    throw new CertificateError('holds a certificate that cannot be decoded', { cause })
  }
}
