import { generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPem } from '../../src/machine/pem.ts'
import { type CertificateContent, signCertificate } from '../../src/machine/x509.ts'
import {
  authorityKeyIdentifier,
  issuesLeavesOnly,
  issuesNothing,
  keyUsage,
  serverAuthenticationOnly,
  subjectAlternativeNames,
  subjectKeyIdentifier,
} from '../../src/machine/x509-extensions.ts'
import { openssl } from './openssl.ts'
import { runProcess } from './run-process.ts'

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })

function content(publicKey: KeyObject, overrides?: Partial<CertificateContent>): CertificateContent {
  return {
    subject: 'someone',
    publicKey,
    notBefore: new Date('2024-01-02T03:04:05Z'),
    notAfter: new Date('2055-06-07T08:09:10Z'),
    extensions: [keyUsage('digitalSignature'), subjectKeyIdentifier(publicKey)],
    ...overrides,
  }
}

it.each([
  ['P-256', ec, 'ecdsa-with-SHA256'],
  ['RSA', rsa, 'sha256WithRSAEncryption'],
])('signs a certificate of itself with a key of %s', (_, { publicKey, privateKey }, algorithm) => {
  const certificate = new X509Certificate(signCertificate(content(publicKey), { subject: 'someone', privateKey }))
  expect(certificate.verify(publicKey)).toBe(true)
  expect(certificate.issuer).toBe(certificate.subject)
  expect(certificate.checkPrivateKey(privateKey)).toBe(true)
  expect(certificate.raw.toString('latin1')).toContain(
    // Object identifiers of RFC 5758 section 3.2 and RFC 4055 section 5.
    Buffer.from(algorithm.startsWith('ecdsa') ? '2a8648ce3d040302' : '2a864886f70d01010b', 'hex').toString('latin1'),
  )
})

it('writes subject, issuer and both forms of time so that Node reads them back', () => {
  const letter = fc.constantFrom(...'abcXYZ019 éßø日本')
  const name = fc.string({ unit: letter, minLength: 1, maxLength: 40 }).filter((text) => text.trim() === text)
  const second = fc.date({ min: new Date('1950-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(name, name, second, second, (subject, issuer, notBefore, notAfter) => {
      const der = signCertificate(content(ec.publicKey, { subject, notBefore, notAfter }), {
        subject: issuer,
        privateKey: ec.privateKey,
      })
      const certificate = new X509Certificate(der)
      expect(certificate.subject).toBe(`CN=${subject}`)
      expect(certificate.issuer).toBe(`CN=${issuer}`)
      expect(certificate.validFromDate.getTime()).toBe(wholeSeconds(notBefore))
      expect(certificate.validToDate.getTime()).toBe(wholeSeconds(notAfter))
    }),
  )
})

it('gives each certificate a positive serial number of at most 20 octets of its own (RFC 5280 section 4.1.2.2)', () => {
  const issuer = { subject: 'someone', privateKey: ec.privateKey }
  const serials = Array.from({ length: 50 }, () => {
    return new X509Certificate(signCertificate(content(ec.publicKey), issuer)).serialNumber
  })
  expect(new Set(serials).size).toBe(50)
  for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/)
})

it('names DNS names and addresses as alternatives', () => {
  const names = [{ dnsName: 'localhost' }, { ipAddress: Buffer.of(127, 0, 0, 1) }, { ipAddress: Buffer.alloc(16, 1) }]
  const der = signCertificate(content(ec.publicKey, { extensions: [subjectAlternativeNames(names)] }), {
    subject: 'someone',
    privateKey: ec.privateKey,
  })
  expect(new X509Certificate(der).subjectAltName).toBe(
    'DNS:localhost, IP Address:127.0.0.1, IP Address:101:101:101:101:101:101:101:101',
  )
})

it('refuses a key whose signatures it does not know', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  expect(() => signCertificate(content(publicKey), { subject: 'someone', privateKey })).toThrow(
    'cannot sign a certificate with a key of type ed25519',
  )
})

describe.skipIf(openssl === undefined)('OpenSSL', () => {
  it('reads every extension', async () => {
    const extensions = [
      issuesNothing(),
      keyUsage('digitalSignature', 'crlSign'),
      serverAuthenticationOnly(),
      subjectKeyIdentifier(ec.publicKey),
      authorityKeyIdentifier(ec.publicKey),
    ]
    const text = await describeCertificate(extensions)
    expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE/)
    expect(text).toMatch(/Key Usage: critical\s+Digital Signature, CRL Sign\n/)
    expect(text).toMatch(/Extended Key Usage: *\s+TLS Web Server Authentication\n/)
    const [, subjectKey] = /Subject Key Identifier: *\s+((?:[0-9A-F]{2}:){31}[0-9A-F]{2})/.exec(text) ?? []
    expect(subjectKey).toBeDefined()
    expect(text).toMatch(new RegExp(`Authority Key Identifier: *\\s+(keyid:)?${subjectKey}`))
  })

  it('reads a CA that issues leaves only', async () => {
    expect(await describeCertificate([issuesLeavesOnly(), keyUsage('keyCertSign')])).toMatch(
      /Basic Constraints: critical\s+CA:TRUE, pathlen:0\s+X509v3 Key Usage: critical\s+Certificate Sign\n/,
    )
  })

  async function describeCertificate(extensions: readonly Uint8Array[]): Promise<string> {
    const issuer = { subject: 'someone', privateKey: ec.privateKey }
    const pem = toPem('CERTIFICATE', signCertificate(content(ec.publicKey, { extensions }), issuer))
    const { exitCode, stdout } = await runProcess(openssl ?? '', ['x509', '-noout', '-text'], { input: pem })
    expect(exitCode).toBe(0)
    return stdout
  }
})

function wholeSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000) * 1000
}
