import { createHash, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CertificateError, readCertificate } from '../../src/world/certificate.ts'
import { ellipticCertificate, shortRsaCertificate } from './sample-certificates.ts'

const sample = readFileSync(new URL('../support/warehouse-sync.pem', import.meta.url), 'utf8')

describe('readCertificate', () => {
  it('gives subject, validity and both thumbprints (RFC 7515 sections 4.1.7 and 4.1.8)', () => {
    const certificate = readCertificate(`a line before\n${sample}a line after\n`)
    const der = Buffer.from(sample.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64')
    expect(certificate).toEqual({
      subject: 'CN=Versekey sample: Warehouse Sync',
      der: new Uint8Array(der),
      // printed by `openssl x509 -fingerprint -sha1` and `-sha256`, as base64url
      sha1Thumbprint: '3KvyPbwMD0_Np6NNRInBIQAJHTM',
      sha256Thumbprint: 'EylKTxSGCYK2iOFWuoIDPiZiSSxN_XWfP5k3AygojDQ',
      notBefore: Date.UTC(2024, 0, 1),
      notAfter: Date.UTC(2099, 11, 31, 23, 59, 59),
    })
    expect(createHash('sha256').update(certificate.der).digest('base64url')).toBe(certificate.sha256Thumbprint)
  })

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

  it.each([
    ['no PEM', 'nothing', 'holds no certificate in PEM'],
    [
      'a private key beside it',
      sample + key,
      'holds a private key; a registration has the certificate only, the key stays with the client',
    ],
    ['a chain', sample + sample, "holds 2 certificates; write the client's own only"],
    ['broken base64', sample.replace('MII', 'XXX'), 'holds a certificate that cannot be decoded'],
    [
      'an elliptic key',
      ellipticCertificate,
      'has a key of type ec; assertions are signed with RSA of 2048 bits or more',
    ],
    ['a short key', shortRsaCertificate, 'has a key of type rsa; assertions are signed with RSA of 2048 bits or more'],
  ])('refuses %s', (_, pem, message) => {
    expect(() => readCertificate(pem)).toThrow(new CertificateError(message))
  })
})
