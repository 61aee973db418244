import { CertificateError } from '../errors/certificate-error.ts'
import { derInteger, derObjectIdentifier, derOctetString, derSequence, elementAt, readDer, writeDer } from './der.ts'
import type { PemBlock } from './pem.ts'

/** An RSA private key as WebCrypto imports it, with what tells whose it is. */
export interface RsaPrivateKey {
  readonly pkcs8: Uint8Array<ArrayBuffer>
  readonly modulus: Uint8Array<ArrayBuffer>
}

/** rsaEncryption, 1.2.840.113549.1.1.1 (RFC 8017 appendix A.1). */
const rsaEncryption = new Uint8Array([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01])

/** The size below which RSA signatures must not be made (RFC 7518 section 3.5). */
const smallestModulusBits = 2048
const rsaOnly = `Entra ID accepts RSA keys only; make a certificate with an RSA key of ${smallestModulusBits} bits or more`
const convert =
  'decrypt it with "openssl pkey -in key.pem -out plain.pem" and keep the result readable by its owner only'

/**
 * Finds the private key among PEM blocks: PKCS#8 (`PRIVATE KEY`, RFC 5208) or PKCS#1 (`RSA PRIVATE KEY`, RFC 8017).
 *
 * @throws {CertificateError} When there is none, or none that can be used.
 */
export function findRsaPrivateKey(blocks: readonly PemBlock[]): RsaPrivateKey {
  const key = readPrivateKey(blocks)
  const bits = countBits(key.modulus)
  if (bits >= smallestModulusBits) return key
  throw new CertificateError('unsupported_key', `the RSA key has ${bits} bits; ${rsaOnly}`)
}

function readPrivateKey(blocks: readonly PemBlock[]): RsaPrivateKey {
  const block = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'))
  if (block === undefined) {
    throw new CertificateError(
      'missing_block',
      'there is no private key: no PEM block "PRIVATE KEY" or "RSA PRIVATE KEY"',
    )
  }
  if (block.isEncrypted || block.label === 'ENCRYPTED PRIVATE KEY') {
    throw new CertificateError('encrypted_key', `the private key is protected by a passphrase; ${convert}`)
  }
  switch (block.label) {
    case 'PRIVATE KEY':
      return readable('private key', () => readPkcs8(block.der))
    case 'RSA PRIVATE KEY':
      return readable('private key', () => ({ pkcs8: wrapPkcs1(block.der), modulus: readPkcs1Modulus(block.der) }))
    default:
      throw new CertificateError('unsupported_key', `the private key is of the kind "${block.label}"; ${rsaOnly}`)
  }
}

/** PrivateKeyInfo ::= SEQUENCE { version, privateKeyAlgorithm, privateKey OCTET STRING, … } (RFC 5208 section 5). */
function readPkcs8(pkcs8: Uint8Array<ArrayBuffer>): RsaPrivateKey {
  const info = readDer(elementAt(readDer(pkcs8), 0, derSequence).content)
  if (!isRsa(elementAt(info, 1, derSequence).content))
    throw new CertificateError('unsupported_key', `the key is not an RSA key; ${rsaOnly}`)
  return { pkcs8, modulus: readPkcs1Modulus(elementAt(info, 2, derOctetString).content) }
}

/** RSAPrivateKey ::= SEQUENCE { version, modulus, … } (RFC 8017 appendix A.1.2). */
function readPkcs1Modulus(pkcs1: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const key = readDer(elementAt(readDer(pkcs1), 0, derSequence).content)
  return elementAt(key, 1, derInteger).content
}

/** WebCrypto reads PKCS#8 only. */
function wrapPkcs1(pkcs1: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const version = writeDer(derInteger, new Uint8Array([0]))
  const noParameters = new Uint8Array([0x05, 0x00])
  const algorithm = writeDer(derSequence, writeDer(derObjectIdentifier, rsaEncryption), noParameters)
  return writeDer(derSequence, version, algorithm, writeDer(derOctetString, pkcs1))
}

/**
 * The modulus of a certificate's public key (RFC 5280 section 4.1).
 *
 * @returns `undefined` when the key is not RSA, as that of an authority in a chain may be.
 * @throws {CertificateError} When the data is no X.509 certificate.
 */
export function findCertificateModulus(certificate: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  return readable('certificate', () => {
    const signed = readDer(elementAt(readDer(certificate), 0, derSequence).content)
    const fields = readDer(elementAt(signed, 0, derSequence).content)
    // The version is tagged [0] and may be missing; the public key is the sixth field after it.
    const first = fields[0]?.tag === 0xa0 ? 1 : 0
    const publicKeyInfo = readDer(elementAt(fields, first + 5, derSequence).content)
    if (!isRsa(elementAt(publicKeyInfo, 0, derSequence).content)) return undefined
    const bits = elementAt(publicKeyInfo, 1, 0x03).content
    const publicKey = readDer(elementAt(readDer(bits.subarray(1)), 0, derSequence).content)
    return elementAt(publicKey, 0, derInteger).content
  })
}

function isRsa(algorithm: Uint8Array<ArrayBuffer>): boolean {
  return isEqual(elementAt(readDer(algorithm), 0, derObjectIdentifier).content, rsaEncryption)
}

function readable<T>(what: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof CertificateError) throw cause
    throw new CertificateError('malformed', `the ${what} cannot be read; was the file cut or edited?`, { cause })
  }
}

/** The length of an unsigned number, whose encoding begins with a zero byte where the next one would look like a sign. */
function countBits(integer: Uint8Array): number {
  const first = integer.findIndex((byte) => byte !== 0)
  return first === -1 ? 0 : (integer.length - first) * 8 - (Math.clz32(integer[first] ?? 0) - 24)
}

export function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}
