import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { chmod, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:https'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { connect } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type LocalhostAuthority, openLocalhostAuthority } from '../../src/machine/localhost-authority.ts'
import type { ServerIdentity } from '../../src/machine/localhost-certificates.ts'
import { toPem } from '../../src/machine/pem.ts'
import { openStateFolder, type StateFolder } from '../../src/machine/state-folder.ts'
import { signCertificate } from '../../src/machine/x509.ts'
import {
  authorityKeyIdentifier,
  type GeneralName,
  issuesLeavesOnly,
  issuesNothing,
  keyUsage,
  permittedNames,
  subjectAlternativeNames,
  subjectKeyIdentifier,
} from '../../src/machine/x509-extensions.ts'
import { hasIpv6Loopback } from './ipv6-loopback.ts'
import { openssl } from './openssl.ts'
import { runNode, runProcess } from './run-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

const authorityName = 'Versekey localhost CA (for tests on this machine)'
const certificateFile = 'localhost-ca.pem'
const keyFile = 'localhost-ca-key.pem'
const dayMs = 86_400_000

describe('on first use', () => {
  it('makes a P-256 key and a certificate for ten years, both 0600', async () => {
    const folder = await stateFolder()
    const { certificatePem, certificatePath } = await openLocalhostAuthority(folder)
    expect(certificatePath).toBe(join(folder.path, certificateFile))
    expect(String(await folder.readFile(certificateFile))).toBe(certificatePem)
    expect((await readdir(folder.path)).toSorted()).toEqual([keyFile, certificateFile])
    const certificate = new X509Certificate(certificatePem)
    expect(certificate.subject).toBe(`CN=${authorityName}`)
    expect(certificate.ca).toBe(true)
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(daysUntil(certificate.validToDate)).toBeCloseTo(3650, 1)
    if (process.platform === 'win32') return
    expect((await stat(folder.pathOf(keyFile))).mode & 0o777).toBe(0o600)
  })

  it('is the same one the next time', async () => {
    const folder = await stateFolder()
    const first = await openLocalhostAuthority(folder)
    const second = await openLocalhostAuthority(folder)
    expect(second.certificatePem).toBe(first.certificatePem)
  })

  it('is one and the same for eight processes that start at once, and each one issues leaves of it', async () => {
    const path = join(await temporaryFolder(), 'fresh')
    const script = new URL('./open-authority.process.ts', import.meta.url)
    const runs = await Promise.all(Array.from({ length: 8 }, () => runNode(script, path)))
    expect(runs.map(({ stderr }) => stderr).join('')).toBe('')
    const stored = String(await openStateFolder(path).readFile(certificateFile))
    const results = runs.map(({ stdout }): { authority: string; leaf: string } => JSON.parse(stdout))
    for (const { authority, leaf } of results) {
      expect(authority).toBe(stored)
      expect(new X509Certificate(leaf).verify(new X509Certificate(stored).publicKey)).toBe(true)
    }
    expect((await readdir(path)).toSorted()).toEqual([keyFile, certificateFile])
  })

  it('makes the certificate when a start was cut off after the key', async () => {
    const folder = await stateFolder()
    await openLocalhostAuthority(folder)
    await rm(folder.pathOf(certificateFile))
    const { certificatePem } = await openLocalhostAuthority(folder)
    expect(new X509Certificate(certificatePem).checkPrivateKey(await storedKey(folder))).toBe(true)
  })
})

describe('a leaf', () => {
  it('is for localhost and its addresses, valid for 397 days, for TLS servers', async () => {
    const { issueLeaf } = await openLocalhostAuthority(await stateFolder())
    const { certificatePem, privateKeyPem } = issueLeaf()
    const certificate = new X509Certificate(certificatePem)
    expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1')
    expect(certificate.ca).toBe(false)
    // serverAuth, RFC 5280 section 4.2.1.12.
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect(certificate.checkPrivateKey(createPrivateKey(privateKeyPem))).toBe(true)
    const lifetimeMs = certificate.validToDate.getTime() - certificate.validFromDate.getTime()
    expect(lifetimeMs).toBe(397 * dayMs)
  })

  it('has a key of its own each time, which is kept nowhere', async () => {
    const folder = await stateFolder()
    const { issueLeaf } = await openLocalhostAuthority(folder)
    expect(issueLeaf().privateKeyPem).not.toBe(issueLeaf().privateKeyPem)
    expect(await readdir(folder.path)).toHaveLength(2)
  })

  const hosts = hasIpv6Loopback ? ['localhost', '127.0.0.1', '::1'] : ['localhost', '127.0.0.1']
  it.each(hosts)('is trusted by a client of https://%s that trusts the authority', async (host) => {
    const authority = await openLocalhostAuthority(await stateFolder())
    const port = await serve(authority.issueLeaf(), host)
    expect(await get({ host, port, ca: authority.certificatePem })).toEqual({ ok: true })
  })

  it('is not trusted by a client that does not, nor by one that trusts another machine', async () => {
    const authority = await openLocalhostAuthority(await stateFolder())
    const stranger = await openLocalhostAuthority(await stateFolder())
    const port = await serve(authority.issueLeaf())
    await expect(get({ host: 'localhost', port })).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
    await expect(get({ host: 'localhost', port, ca: stranger.certificatePem })).rejects.toThrow(/certificate/)
  })
})

/** What somebody who got hold of the key could sign. */
const namesOutside: readonly (readonly [string, GeneralName])[] = [
  ['example.com', { dnsName: 'example.com' }],
  ['login.microsoftonline.com', { dnsName: 'login.microsoftonline.com' }],
  ['notlocalhost', { dnsName: 'notlocalhost' }],
  ['10.0.0.1', { ipAddress: Buffer.of(10, 0, 0, 1) }],
  ['128.0.0.1', { ipAddress: Buffer.of(128, 0, 0, 1) }],
  ['::2', { ipAddress: Buffer.from('00000000000000000000000000000002', 'hex') }],
]
const namesInside: readonly (readonly [string, GeneralName])[] = [
  ['localhost', { dnsName: 'localhost' }],
  ['127.3.2.1', { ipAddress: Buffer.of(127, 3, 2, 1) }],
  ['::1', { ipAddress: Buffer.from('00000000000000000000000000000001', 'hex') }],
]

describe('name constraints (RFC 5280 section 4.2.1.10)', () => {
  it.each(namesOutside)('keep a TLS client from trusting a leaf for %s', async (_, name) => {
    const folder = await stateFolder()
    const authority = await openLocalhostAuthority(folder)
    const port = await serve(await forgeLeaf(folder, name))
    await expect(handshake(port, authority)).rejects.toThrow('permitted subtree violation')
  })

  it.each(namesInside)('let a TLS client trust a leaf for %s', async (_, name) => {
    const folder = await stateFolder()
    const authority = await openLocalhostAuthority(folder)
    const port = await serve(await forgeLeaf(folder, name))
    await expect(handshake(port, authority)).resolves.toBe(true)
  })

  describe.skipIf(openssl === undefined)('OpenSSL, verifying strictly', () => {
    it('accepts the leaf that the authority issues', async () => {
      const authority = await openLocalhostAuthority(await stateFolder())
      expect(await verify(authority, authority.issueLeaf().certificatePem)).toMatchObject({ exitCode: 0 })
    })

    it.each(namesInside)('accepts a leaf for %s', async (_, name) => {
      const folder = await stateFolder()
      const authority = await openLocalhostAuthority(folder)
      const { certificatePem } = await forgeLeaf(folder, name)
      expect(await verify(authority, certificatePem)).toMatchObject({ exitCode: 0 })
    })

    it.each(namesOutside)('refuses a leaf for %s', async (_, name) => {
      const folder = await stateFolder()
      const authority = await openLocalhostAuthority(folder)
      const { certificatePem } = await forgeLeaf(folder, name)
      const { exitCode, stderr } = await verify(authority, certificatePem)
      expect(exitCode).not.toBe(0)
      expect(stderr).toContain('permitted subtree violation')
    })
  })
})

describe('files that cannot be used', () => {
  it.each([
    ['a damaged key', keyFile, 'not a key', 'is not a private key in PEM form'],
    ['a key of another kind', keyFile, rsaKeyPem(), 'is not a P-256 key, so Versekey did not make it'],
    ['a damaged certificate', certificateFile, 'not a certificate', 'is not a certificate in PEM form'],
    ['an empty certificate', certificateFile, '', 'is not a certificate in PEM form'],
  ])('names the file with %s and says what to do', async (_, file, content, problem) => {
    const folder = await stateFolder()
    await openLocalhostAuthority(folder)
    await writeFile(folder.pathOf(file), content)
    await expect(openLocalhostAuthority(folder)).rejects.toMatchObject({
      code: 'LOCALHOST_AUTHORITY_UNUSABLE',
      path: folder.pathOf(file),
      message:
        `${folder.pathOf(file)} ${problem}. Delete localhost-ca.pem and localhost-ca-key.pem together and start again: ` +
        'both are made anew, and whatever trusts the old certificate has to be told of the new one.',
    })
  })

  it('names the key that is missing', async () => {
    const folder = await stateFolder()
    await openLocalhostAuthority(folder)
    await rm(folder.pathOf(keyFile))
    await expect(openLocalhostAuthority(folder)).rejects.toThrow(
      `${folder.pathOf(keyFile)} is missing, though ${folder.pathOf(certificateFile)} needs it.`,
    )
  })

  it('names a certificate that does not belong to the key', async () => {
    const [folder, other] = [await stateFolder(), await stateFolder()]
    await openLocalhostAuthority(folder)
    const { certificatePem } = await openLocalhostAuthority(other)
    await writeFile(folder.pathOf(certificateFile), certificatePem)
    await expect(openLocalhostAuthority(folder)).rejects.toThrow(
      `${folder.pathOf(certificateFile)} does not belong to the key in ${folder.pathOf(keyFile)}.`,
    )
  })

  it('names a certificate of the key that is not constrained to localhost', async () => {
    const folder = await stateFolder()
    await storeAuthority(folder, { constraints: [{ dnsName: 'localhost' }] })
    await expect(openLocalhostAuthority(folder)).rejects.toThrow(
      'is not a certificate that Versekey made for localhost.',
    )
  })

  it('names a certificate that has expired, with the day', async () => {
    const folder = await stateFolder()
    await storeAuthority(folder, { notAfter: new Date('2024-05-06T07:08:09Z') })
    await expect(openLocalhostAuthority(folder)).rejects.toThrow(
      `${folder.pathOf(certificateFile)} expired on May  6 07:08:09 2024 GMT. Delete`,
    )
  })

  it('suspects the clock when a certificate is not valid yet', async () => {
    const folder = await stateFolder()
    await storeAuthority(folder, { notBefore: new Date(Date.now() + dayMs) })
    await expect(openLocalhostAuthority(folder)).rejects.toThrow(
      /is valid only from .* on\. Set the clock of this machine/,
    )
  })
})

describe('near the end of its life', () => {
  it('is left alone 31 days before it', async () => {
    const folder = await stateFolder()
    const stored = await storeAuthority(folder, { notAfter: new Date(Date.now() + 31 * dayMs) })
    const authority = await openLocalhostAuthority(folder)
    expect(authority.certificatePem).toBe(stored)
    const leaf = new X509Certificate(authority.issueLeaf().certificatePem)
    expect(leaf.validToDate).toEqual(new X509Certificate(stored).validToDate)
  })

  it('is made anew 29 days before it, for the same key, so that leaves of the old one stay good', async () => {
    const folder = await stateFolder()
    const stored = await storeAuthority(folder, { notAfter: new Date(Date.now() + 29 * dayMs) })
    const { certificatePem, issueLeaf } = await openLocalhostAuthority(folder)
    expect(String(await folder.readFile(certificateFile))).toBe(certificatePem)
    const renewed = new X509Certificate(certificatePem)
    expect(daysUntil(renewed.validToDate)).toBeCloseTo(3650, 1)
    expect(renewed.checkPrivateKey(await storedKey(folder))).toBe(true)
    const leaf = new X509Certificate(issueLeaf().certificatePem)
    expect(leaf.checkIssued(new X509Certificate(stored))).toBe(true)
    expect(leaf.checkIssued(renewed)).toBe(true)
  })
})

async function stateFolder(): Promise<StateFolder> {
  return openStateFolder(await temporaryFolder())
}

async function storedKey(folder: StateFolder): Promise<KeyObject> {
  return createPrivateKey((await folder.readFile(keyFile)) ?? '')
}

function daysUntil(date: Date): number {
  return (date.getTime() - Date.now()) / dayMs
}

function rsaKeyPem(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** Stores an authority like a real one but for what is overridden. */
async function storeAuthority(
  folder: StateFolder,
  overrides: { notBefore?: Date; notAfter?: Date; constraints?: readonly GeneralName[] },
): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const constraints = overrides.constraints ?? [
    { dnsName: 'localhost' },
    { ipAddress: Buffer.of(127, 0, 0, 0, 255, 0, 0, 0) },
    { ipAddress: Buffer.from('00000000000000000000000000000001'.padEnd(64, 'f'), 'hex') },
  ]
  const content = {
    subject: authorityName,
    publicKey,
    notBefore: overrides.notBefore ?? new Date('2020-01-01T00:00:00Z'),
    notAfter: overrides.notAfter ?? new Date(Date.now() + 3000 * dayMs),
    extensions: [
      issuesLeavesOnly(),
      keyUsage('keyCertSign'),
      permittedNames(constraints),
      subjectKeyIdentifier(publicKey),
    ],
  }
  const pem = toPem('CERTIFICATE', signCertificate(content, { subject: authorityName, privateKey }))
  await folder.putFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  await folder.putFile(certificateFile, pem)
  return pem
}

/** Signs a leaf for any name with the authority's own key. */
async function forgeLeaf(folder: StateFolder, name: GeneralName): Promise<ServerIdentity> {
  const authorityKey = await storedKey(folder)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const content = {
    subject: 'a server',
    publicKey,
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + dayMs),
    extensions: [
      issuesNothing(),
      keyUsage('digitalSignature'),
      subjectAlternativeNames([name]),
      subjectKeyIdentifier(publicKey),
      authorityKeyIdentifier(createPublicKey(authorityKey)),
    ],
  }
  const der = signCertificate(content, { subject: authorityName, privateKey: authorityKey })
  return {
    certificatePem: toPem('CERTIFICATE', der),
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

async function serve(identity: ServerIdentity, host = 'localhost'): Promise<number> {
  const server = createServer({ cert: identity.certificatePem, key: identity.privateKeyPem }, (_, response) => {
    response.end('{"ok":true}')
  })
  server.listen(0, host)
  await once(server, 'listening')
  onTestFinished(() => server.closeAllConnections())
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

function get(options: { host: string; port: number; ca?: string }): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request({ ...options, agent: false }, (response) => resolve(json(response)))
      .once('error', reject)
      .end()
  })
}

/** Verifies the chain alone: whether the name is the one that was asked for does not matter here. */
async function handshake(port: number, authority: LocalhostAuthority): Promise<boolean> {
  const socket = connect({
    host: 'localhost',
    port,
    ca: authority.certificatePem,
    checkServerIdentity: () => undefined,
  })
  await once(socket, 'secureConnect')
  socket.destroy()
  return socket.authorized
}

async function verify(
  authority: LocalhostAuthority,
  leaf: string,
): Promise<{ exitCode: number | null; stderr: string }> {
  const args = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', authority.certificatePath]
  return await runProcess(openssl ?? '', args, { input: leaf })
}

it.skipIf(process.platform === 'win32')('refuses a key that others can read, with what to do', async () => {
  const folder = openStateFolder(await temporaryFolder())
  await openLocalhostAuthority(folder)
  await chmod(folder.pathOf('localhost-ca-key.pem'), 0o644)
  await expect(openLocalhostAuthority(folder)).rejects.toThrow(
    /localhost-ca-key\.pem can be read by others .*0644.* [Dd]elete/s,
  )
})
