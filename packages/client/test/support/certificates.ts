import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

/** A self-signed certificate with its key, made for one test run. */
export interface TestCertificate {
  readonly certificatePem: string
  readonly der: Buffer
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

const sha256WithRsa = Buffer.from('06092a864886f70d01010b0500', 'hex')
const commonName = Buffer.from('0603550403', 'hex')

/** RFC 5280 section 4.1, as little of it as makes a certificate. */
export function makeCertificate(
  name = 'versekey-test',
  pair = generateKeyPairSync('rsa', { modulusLength: 2048 }),
): TestCertificate {
  const { privateKey, publicKey } = pair
  const algorithm = tlv(0x30, sha256WithRsa)
  const issuer = tlv(0x30, tlv(0x31, tlv(0x30, commonName, tlv(0x0c, Buffer.from(name)))))
  const validity = tlv(0x30, utcTime('250101000000Z'), utcTime('450101000000Z'))
  const version = tlv(0xa0, tlv(0x02, Buffer.from([2])))
  const serial = tlv(0x02, Buffer.from([1]))
  const subjectPublicKey = publicKey.export({ type: 'spki', format: 'der' })
  const fields = tlv(0x30, version, serial, algorithm, issuer, validity, issuer, subjectPublicKey)
  const signature = sign('sha256', fields, privateKey)
  const der = tlv(0x30, fields, algorithm, tlv(0x03, Buffer.from([0]), signature))
  return { certificatePem: toPem('CERTIFICATE', der), der, privateKey, publicKey }
}

export function toPem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

export function pkcs8Pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

export function pkcs1Pem(key: KeyObject): string {
  return key.export({ type: 'pkcs1', format: 'pem' }).toString()
}

function utcTime(text: string): Buffer {
  return tlv(0x17, Buffer.from(text))
}

/** One DER element (ITU-T X.690 section 8.1). */
export function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
