import { createPublicKey, generateKeyPairSync, type KeyObject, type X509Certificate } from 'node:crypto'
import { toPem } from './pem.ts'
import { dayMs, signCertificate } from './x509.ts'
import {
  authorityKeyIdentifier,
  type GeneralName,
  issuesLeavesOnly,
  issuesNothing,
  keyUsage,
  permittedNames,
  serverAuthenticationOnly,
  subjectAlternativeNames,
  subjectKeyIdentifier,
} from './x509-extensions.ts'

/** A certificate and its private key, both PEM. */
export interface ServerIdentity {
  readonly certificatePem: string
  /** PKCS #8. */
  readonly privateKeyPem: string
}

const authorityName = 'Versekey localhost CA (for tests on this machine)'
const authorityLifetimeDays = 3650
/** Under the longest that browsers accept for a server certificate, 398 days. */
const leafLifetimeDays = 397
/** Containers and virtual machines whose clock is a little behind accept a new certificate, too. */
const backdatingMs = dayMs

const loopbackV4 = Buffer.of(127, 0, 0, 1)
const loopbackV6 = Buffer.from('00000000000000000000000000000001', 'hex')

const leafNames: readonly GeneralName[] = [
  { dnsName: 'localhost' },
  { ipAddress: loopbackV4 },
  { ipAddress: loopbackV6 },
]

/** `localhost`, 127.0.0.0/8 and ::1/128; an address is followed by its mask (RFC 5280 section 4.2.1.10). */
const permittedSubtrees: readonly GeneralName[] = [
  { dnsName: 'localhost' },
  { ipAddress: Buffer.of(127, 0, 0, 0, 255, 0, 0, 0) },
  { ipAddress: Buffer.concat([loopbackV6, Buffer.alloc(16, 0xff)]) },
]

/** Makes the P-256 key of a certificate authority or of a server; PKCS #8 PEM. */
export function newPrivateKeyPem(): string {
  return exportPrivateKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
}

/** Makes the authority's certificate for its key, valid for ten years; PEM. */
export function newAuthorityCertificatePem(privateKey: KeyObject): string {
  const publicKey = createPublicKey(privateKey)
  const now = Date.now()
  const certificate = signCertificate(
    {
      subject: authorityName,
      publicKey,
      notBefore: new Date(now - backdatingMs),
      notAfter: new Date(now + authorityLifetimeDays * dayMs),
      extensions: [
        issuesLeavesOnly(),
        keyUsage('keyCertSign'),
        serverAuthenticationOnly(),
        permittedNames(permittedSubtrees),
        subjectKeyIdentifier(publicKey),
      ],
    },
    { subject: authorityName, privateKey },
  )
  return toPem('CERTIFICATE', certificate)
}

/** Whether this is such a certificate: by its subject, which leaves name as their issuer, and by its constraints. */
export function isAuthorityCertificate(certificate: X509Certificate): boolean {
  return certificate.subject === `CN=${authorityName}` && certificate.raw.includes(permittedNames(permittedSubtrees))
}

/** Issues a certificate for a fresh key, for `localhost`, 127.0.0.1 and ::1; it does not outlive its authority. */
export function issueLeaf(authority: X509Certificate, authorityKey: KeyObject): ServerIdentity {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const notBefore = Date.now() - backdatingMs
  const certificate = signCertificate(
    {
      subject: 'localhost',
      publicKey,
      notBefore: new Date(notBefore),
      notAfter: new Date(Math.min(notBefore + leafLifetimeDays * dayMs, authority.validToDate.getTime())),
      extensions: [
        issuesNothing(),
        keyUsage('digitalSignature'),
        serverAuthenticationOnly(),
        subjectAlternativeNames(leafNames),
        subjectKeyIdentifier(publicKey),
        authorityKeyIdentifier(authority.publicKey),
      ],
    },
    { subject: authorityName, privateKey: authorityKey },
  )
  return { certificatePem: toPem('CERTIFICATE', certificate), privateKeyPem: exportPrivateKey(privateKey) }
}

function exportPrivateKey(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}
