import { type KeyObject, randomBytes, sign } from 'node:crypto'
import {
  bitString,
  contextConstructed,
  integer,
  nullValue,
  objectIdentifier,
  sequence,
  setOf,
  time,
  utf8String,
} from './der.ts'

/** What a certificate says, before it is signed. */
export interface CertificateContent {
  /** Common name; the whole subject. */
  readonly subject: string
  readonly publicKey: KeyObject
  readonly notBefore: Date
  readonly notAfter: Date
  /** Whole DER elements, as `x509-extensions.ts` makes them. */
  readonly extensions: readonly Uint8Array[]
}

/** Who signs: its common name, and its RSA or P-256 private key. */
export interface CertificateIssuer {
  readonly subject: string
  readonly privateKey: KeyObject
}

/** Validity is counted in days. */
export const dayMs: number = 24 * 60 * 60 * 1000

const version3 = 2

/**
 * Signs an X.509 version 3 certificate (RFC 5280 section 4.1) with ECDSA or RSASSA-PKCS1-v1_5 over SHA-256 and a
 * random serial number; an issuer whose subject and key are the content's own makes it self-signed.
 *
 * @returns DER.
 * @throws {TypeError} When the issuer's key is neither RSA nor elliptic-curve.
 */
export function signCertificate(content: CertificateContent, issuer: CertificateIssuer): Buffer {
  const algorithm = signatureAlgorithm(issuer.privateKey)
  const toBeSigned = sequence(
    contextConstructed(0, integer(version3)),
    integer(randomSerialNumber()),
    algorithm,
    name(issuer.subject),
    sequence(time(content.notBefore), time(content.notAfter)),
    name(content.subject),
    content.publicKey.export({ type: 'spki', format: 'der' }),
    contextConstructed(3, sequence(...content.extensions)),
  )
  return sequence(toBeSigned, algorithm, bitString(sign('sha256', toBeSigned, issuer.privateKey)))
}

/** ecdsa-with-SHA256 has no parameters (RFC 5758 section 3.2); sha256WithRSAEncryption has NULL (RFC 4055 section 5). */
function signatureAlgorithm(key: KeyObject): Buffer {
  switch (key.asymmetricKeyType) {
    case 'ec':
      return sequence(objectIdentifier('1.2.840.10045.4.3.2'))
    case 'rsa':
      return sequence(objectIdentifier('1.2.840.113549.1.1.11'), nullValue())
    default:
      throw new TypeError(`cannot sign a certificate with a key of type ${key.asymmetricKeyType ?? key.type}`)
  }
}

/** Positive and 16 octets long whatever the random bits, so the encoding never exceeds 20 (RFC 5280 section 4.1.2.2). */
function randomSerialNumber(): bigint {
  const octets = randomBytes(16)
  octets.writeUInt8((octets.readUInt8(0) & 0x3f) | 0x40, 0)
  return BigInt(`0x${octets.toString('hex')}`)
}

/** A distinguished name of one common name, in UTF-8 (RFC 5280 section 4.1.2.4). */
function name(commonName: string): Buffer {
  return sequence(setOf(sequence(objectIdentifier('2.5.4.3'), utf8String(commonName))))
}
