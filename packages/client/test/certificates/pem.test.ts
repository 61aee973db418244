import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDer, writeDer } from '../../src/certificates/der.ts'
import { parsePem } from '../../src/certificates/pem.ts'
import { SigningCertificate } from '../../src/certificates/signing-certificate.ts'
import { CertificateError } from '../../src/index.ts'
import { makeCertificate, pkcs8Pem, toPem } from '../support/certificates.ts'

/** A reader of quadratic time would need minutes. */
const patienceMs = 10_000

describe('parsePem', () => {
  it('gives back every block that was written, whatever stands between them (RFC 7468 section 2)', () => {
    const label = fc.constantFrom('CERTIFICATE', 'PRIVATE KEY', 'RSA PRIVATE KEY', 'X')
    const block = fc.tuple(label, fc.uint8Array({ maxLength: 300 }))
    const noise = fc.string().filter((text) => !text.includes('-----'))
    fc.assert(
      fc.property(fc.array(fc.tuple(block, noise)), (blocks) => {
        const text = blocks.map(([[name, der], between]) => `${between}\n${toPem(name, Buffer.from(der))}`).join('')
        const expected = blocks.map(([[name, der]]) => ({ label: name, der: Uint8Array.from(der), isEncrypted: false }))
        expect(parsePem(text)).toEqual(expected)
      }),
    )
  })

  it('takes megabytes of broken text in a moment', () => {
    for (const part of [
      '-----BEGIN ',
      '-----BEGIN A-----',
      '-',
      '-----END A-----',
      '-----BEGIN A----------END A-----',
    ]) {
      const start = performance.now()
      try {
        parsePem(part.repeat(1_000_000 / part.length))
      } catch (error) {
        expect(error).toBeInstanceOf(CertificateError)
      }
      expect(performance.now() - start).toBeLessThan(patienceMs)
    }
  })
})

describe('DER', () => {
  it('reads what it writes (ITU-T X.690 section 8.1)', () => {
    const content = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(new Uint8Array(70_000)))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 0x1e }), fc.array(content, { maxLength: 4 }), (tag, contents) => {
        const encoding = writeDer(0x30, ...contents.map((bytes) => writeDer(tag, bytes)))
        const [sequence] = readDer(encoding)
        expect(sequence?.encoding).toHaveLength(encoding.length)
        const read = readDer(sequence?.content ?? new Uint8Array()).map((element) =>
          Buffer.from(element.content).toString('hex'),
        )
        expect(read).toEqual(contents.map((bytes) => Buffer.from(bytes).toString('hex')))
      }),
    )
  })
})

describe('SigningCertificate', () => {
  const { der, certificatePem, privateKey } = makeCertificate()
  const keyDer = privateKey.export({ type: 'pkcs8', format: 'der' })

  function expectCertificateErrorOrNothing(certificate: string, key: string): void {
    try {
      new SigningCertificate(certificate, key)
    } catch (error) {
      expect(error).toBeInstanceOf(CertificateError)
    }
  }

  it('takes any text with a CertificateError or none', () => {
    const text = fc.oneof(
      fc.string(),
      fc.uint8Array().map((bytes) => toPem('CERTIFICATE', Buffer.from(bytes))),
    )
    fc.assert(fc.property(text, text, (certificate, key) => expectCertificateErrorOrNothing(certificate, key)))
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) =>
        expectCertificateErrorOrNothing(certificatePem, toPem('PRIVATE KEY', Buffer.from(bytes))),
      ),
    )
  })

  it.each([
    [
      'certificate',
      der,
      (bytes: Buffer) => expectCertificateErrorOrNothing(toPem('CERTIFICATE', bytes), pkcs8Pem(privateKey)),
    ],
    [
      'private key',
      keyDer,
      (bytes: Buffer) => expectCertificateErrorOrNothing(certificatePem, toPem('PRIVATE KEY', bytes)),
    ],
  ])('takes a %s with bytes changed or cut off likewise', (_, good, check) => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.boolean(), (position, byte, isCut) => {
        const bytes = isCut ? Buffer.from(good.subarray(0, position)) : Buffer.from(good)
        if (!isCut) bytes[position] = byte
        check(bytes)
      }),
      { numRuns: 500 },
    )
  })
})
