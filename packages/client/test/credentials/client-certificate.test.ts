import { constants, createHash, generateKeyPairSync, verify, X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { clientCertificate } from '../../src/index.ts'
import { makeCertificate, pkcs1Pem, pkcs8Pem, type TestCertificate, tlv, toPem } from '../support/certificates.ts'
import {
  clientId,
  formOf,
  ManualClock,
  networkWithAuthority,
  publicAuthority,
  scope,
  tenantId,
} from '../support/samples.ts'

let own: TestCertificate
let other: TestCertificate
let ellipticAuthority: TestCertificate

beforeAll(() => {
  own = makeCertificate()
  other = makeCertificate('other')
  ellipticAuthority = makeCertificate('authority', generateKeyPairSync('ec', { namedCurve: 'P-256' }))
})

/** The parts of a JWS in compact form (RFC 7515 section 7.1). */
function readJws(jws = '') {
  const [header = '', payload = '', signature = ''] = jws.split('.')
  const parse = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString())
  return {
    header: parse(header),
    payload: parse(payload),
    signed: Buffer.from(`${header}.${payload}`),
    signature: Buffer.from(signature, 'base64url'),
  }
}

/** Signs in once and gives the assertion that arrived. */
async function assertionOf(certificatePem: string, privateKeyPem?: string, clock = new ManualClock()) {
  const network = networkWithAuthority()
  const credential = clientCertificate({
    clientId,
    certificatePem,
    privateKeyPem,
    tenantId,
    clock,
    fetch: network.fetch,
  })
  await credential.getToken(scope)
  const form = formOf(network.arrivedAt(publicAuthority)[0])
  return { form, ...readJws(form['client_assertion']) }
}

function isSignedBy(certificate: TestCertificate, assertion: { signed: Buffer; signature: Buffer }): boolean {
  // PS256: RSASSA-PSS with SHA-256 and a salt as long as the hash (RFC 7518 section 3.5).
  const key = { key: certificate.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
  return verify('sha256', assertion.signed, key, assertion.signature)
}

describe('clientCertificate', () => {
  it('has sample certificates that Node reads, too', () => {
    const certificate = new X509Certificate(own.der)
    expect(certificate.verify(own.publicKey)).toBe(true)
    expect(certificate.checkPrivateKey(own.privateKey)).toBe(true)
  })

  it('authenticates by private_key_jwt with the claims of "Microsoft identity platform: certificate credentials"', async () => {
    const clock = new ManualClock()
    const now = clock.ms / 1000
    const assertion = await assertionOf(own.certificatePem, pkcs8Pem(own.privateKey), clock)

    expect(assertion.form).toEqual({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: expect.any(String),
      scope,
    })
    const thumbprint = createHash('sha256').update(own.der).digest('base64url')
    expect(assertion.header).toEqual({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint })
    expect(assertion.payload).toEqual({
      aud: `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
      iss: clientId,
      sub: clientId,
      jti: expect.stringMatching(/^[0-9a-f]{8}-/),
      iat: now,
      nbf: now,
      exp: now + 600,
    })
    expect(isSignedBy(own, assertion)).toBe(true)
    expect(isSignedBy(other, assertion)).toBe(false)
  })

  it.each([
    ['PKCS#8 in a text of its own', () => [own.certificatePem, pkcs8Pem(own.privateKey)] as const],
    ['PKCS#1 in a text of its own', () => [own.certificatePem, pkcs1Pem(own.privateKey)] as const],
    ['both in one text', () => [own.certificatePem + pkcs8Pem(own.privateKey)] as const],
    [
      'key first, chain after it',
      () => [pkcs1Pem(own.privateKey) + other.certificatePem + own.certificatePem] as const,
    ],
    [
      'an authority with an elliptic curve key before its own certificate',
      () => [ellipticAuthority.certificatePem + own.certificatePem, pkcs8Pem(own.privateKey)] as const,
    ],
    [
      'Windows line ends and text between',
      () =>
        [`Bag Attributes\n${own.certificatePem}\nkey:\n${pkcs8Pem(own.privateKey)}`.replaceAll('\n', '\r\n')] as const,
    ],
  ])('reads %s', async (_, texts: () => readonly [string, string?]) => {
    const assertion = await assertionOf(...texts())
    expect(isSignedBy(own, assertion)).toBe(true)
    expect(assertion.header).toMatchObject({ 'x5t#S256': createHash('sha256').update(own.der).digest('base64url') })
  })

  it('makes a new assertion for each request', async () => {
    const network = networkWithAuthority()
    const credential = clientCertificate({
      clientId,
      certificatePem: own.certificatePem,
      privateKeyPem: pkcs8Pem(own.privateKey),
      tenantId,
      fetch: network.fetch,
    })
    await credential.getToken(scope, { claims: '{}' })
    await credential.getToken(scope, { claims: '{}' })

    const [first, second] = network.arrived.map((request) => readJws(formOf(request)['client_assertion']).payload)
    expect(first).not.toEqual(second)
  })
})

describe('clientCertificate refuses', () => {
  const encrypted = () =>
    own.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString()
  const encryptedOldStyle = () =>
    own.privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }).toString()
  const ellipticPair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const cut = (pem: string) => pem.replace(/\n[^\n]{60}/, '\n')

  it.each([
    ['a text without a certificate', () => ['', pkcs8Pem(own.privateKey)] as const, 'missing_block', /no certificate/],
    ['a text without a key', () => [own.certificatePem] as const, 'missing_block', /no private key/],
    ['an encrypted PKCS#8 key', () => [own.certificatePem, encrypted()] as const, 'encrypted_key', /openssl pkey/],
    [
      'an encrypted PKCS#1 key',
      () => [own.certificatePem, encryptedOldStyle()] as const,
      'encrypted_key',
      /openssl pkey/,
    ],
    [
      'an elliptic curve key in PKCS#8',
      () => [own.certificatePem, pkcs8Pem(ellipticPair.privateKey)] as const,
      'unsupported_key',
      /RSA/,
    ],
    [
      'an elliptic curve key in SEC 1',
      () => [own.certificatePem, ellipticPair.privateKey.export({ type: 'sec1', format: 'pem' }).toString()] as const,
      'unsupported_key',
      /RSA/,
    ],
    [
      // RFC 7518 section 3.5: "A key of size 2048 bits or larger MUST be used".
      'an RSA key of 1024 bits',
      () => {
        const { certificatePem, privateKey } = makeCertificate(
          'small',
          generateKeyPairSync('rsa', { modulusLength: 1024 }),
        )
        return [certificatePem, pkcs8Pem(privateKey)] as const
      },
      'unsupported_key',
      /has 1024 bits.*2048/,
    ],
    [
      'an RSA key for the certificate of an elliptic curve key',
      () => [ellipticAuthority.certificatePem, pkcs8Pem(own.privateKey)] as const,
      'key_mismatch',
      /pair/,
    ],
    [
      'a key whose first line is damaged',
      () => [own.certificatePem, pkcs8Pem(own.privateKey).replace('KEY-----', 'KEY----')] as const,
      'malformed',
      /first line/,
    ],
    [
      'the key of another certificate',
      () => [own.certificatePem, pkcs8Pem(other.privateKey)] as const,
      'key_mismatch',
      /pair/,
    ],
    [
      'a certificate cut short',
      () => [cut(own.certificatePem), pkcs8Pem(own.privateKey)] as const,
      'malformed',
      /certificate/,
    ],
    ['a key cut short', () => [own.certificatePem, cut(pkcs8Pem(own.privateKey))] as const, 'malformed', /private key/],
    [
      'a key without an end line',
      () => [own.certificatePem, pkcs8Pem(own.privateKey).slice(0, -20)] as const,
      'malformed',
      /end line/,
    ],
    [
      'a key that is not base64',
      () => [own.certificatePem, '-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----'] as const,
      'malformed',
      /base64/,
    ],
  ])('%s and says what would do', (_, texts: () => readonly [string, string?], reason, message) => {
    const [certificatePem, privateKeyPem] = texts()
    const build = () => clientCertificate({ clientId, certificatePem, privateKeyPem, tenantId })
    expect(build).toThrow(expect.objectContaining({ name: 'CertificateError', code: 'VERSEKEY_CERTIFICATE', reason }))
    expect(build).toThrow(message)
  })

  it.each([
    ['no certificate', { privateKeyPem: '' }, 'certificatePem'],
    ['a certificate that is bytes', { certificatePem: Buffer.from('x') }, 'certificatePem'],
    ['a key that is bytes', { certificatePem: '', privateKeyPem: Buffer.from('x') }, 'privateKeyPem'],
  ])('%s, as a caller without types may give it', (_, texts, option) => {
    expect(() => Reflect.apply(clientCertificate, undefined, [{ clientId, tenantId, ...texts }])).toThrow(
      expect.objectContaining({ name: 'ConfigurationError', option }),
    )
  })

  it('a key whose numbers do not make a key, at the first token', async () => {
    // RSAPrivateKey of RFC 8017 appendix A.1.2, but nothing after the modulus.
    const { n = '' } = own.publicKey.export({ format: 'jwk' })
    const modulus = Buffer.concat([Buffer.from([0]), Buffer.from(n, 'base64url')])
    const privateKeyPem = toPem('RSA PRIVATE KEY', tlv(0x30, tlv(0x02, Buffer.from([0])), tlv(0x02, modulus)))
    const network = networkWithAuthority()
    const credential = clientCertificate({
      clientId,
      certificatePem: own.certificatePem,
      privateKeyPem,
      tenantId,
      fetch: network.fetch,
    })

    await expect(credential.getToken(scope)).rejects.toMatchObject({ name: 'CertificateError', reason: 'malformed' })
    expect(network.bytesBeyond()).toBe('')
  })
})
