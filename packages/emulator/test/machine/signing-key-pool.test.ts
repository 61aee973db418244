import { spawnSync } from 'node:child_process'
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto'
import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSigningKeyPool, type SigningKeyPool } from '../../src/machine/signing-key-pool.ts'
import { openStateFolder, type StateFolder } from '../../src/machine/state-folder.ts'
import { runNode } from './run-process.ts'
import { temporaryFolder } from './temporary-folder.ts'

const takeScript = new URL('./take-signing-keys.process.ts', import.meta.url)
const refillScript = new URL('./refill-signing-keys.process.ts', import.meta.url)

describe('taking keys', () => {
  it('gives RSA keys of 2048 bits whose id is the SHA-1 of their certificate (Microsoft identity platform: access tokens)', async () => {
    const { pool } = await openPool()
    const [key] = await pool.takeSigningKeys(1)
    if (key === undefined) throw new Error('no key')
    expect(key.privateKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
    expect(key.keyId).toBe(createHash('sha1').update(key.certificate).digest('base64url'))
    const certificate = new X509Certificate(key.certificate)
    expect(certificate.publicKey.equals(key.publicKey)).toBe(true)
    expect(certificate.verify(key.publicKey)).toBe(true)
    expect(certificate.validFromDate.getTime()).toBeLessThan(Date.now())
    expect(certificate.validToDate.getTime()).toBeGreaterThan(Date.now() + 4 * 365 * 86_400_000)
    const data = Buffer.from('signed')
    expect(verify('sha256', data, key.publicKey, sign('sha256', data, key.privateKey))).toBe(true)
  })

  it('generates what an empty pool lacks', async () => {
    const { pool } = await openPool()
    const keys = await pool.takeSigningKeys(3)
    expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(3)
  })

  it('takes none when none is asked for', async () => {
    const { pool } = await openPool()
    expect(await pool.takeSigningKeys(0)).toEqual([])
  })

  it('uses the keys of the pool first, deletes them, and leaves the rest', async () => {
    const { pool, keys } = await openPool()
    const stored = [await storeKey(keys, 'a'), await storeKey(keys, 'b'), await storeKey(keys, 'c')]
    const taken = await pool.takeSigningKeys(2)
    expect(taken.filter(({ publicKey }) => stored.some((key) => key.equals(publicKey)))).toHaveLength(2)
    expect(await readdir(keys.path)).toHaveLength(1)
  })

  it.each([
    ['text', 'not a key'],
    ['nothing', ''],
    ['a key of another kind', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
    ['a shorter key', generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey],
  ])('deletes and skips a file with %s', async (_, content) => {
    const { pool, keys } = await openPool()
    await writeFile(keys.pathOf('bad.pem'), typeof content === 'string' ? content : toPem(content))
    const [key] = await pool.takeSigningKeys(1)
    expect(key?.privateKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
    expect(await readdir(keys.path)).toEqual([])
  })

  it('gives no key twice to five processes that take at once', async () => {
    const { folder, keys } = await openPool()
    const stored = await Promise.all(Array.from({ length: 8 }, (_, index) => storeKey(keys, `key-${index}`)))
    const runs = await Promise.all(Array.from({ length: 5 }, () => runNode(takeScript, folder.path, '2')))
    expect(runs.map(({ stderr }) => stderr).join('')).toBe('')
    const taken = runs.flatMap(({ stdout }): string[] => JSON.parse(stdout))
    expect(taken).toHaveLength(10)
    expect(new Set(taken).size).toBe(10)
    const modulusOf = (key: KeyObject): string | undefined => key.export({ format: 'jwk' }).n
    expect(stored.map(modulusOf).filter((modulus) => !taken.includes(modulus ?? ''))).toEqual([])
    expect(await readdir(keys.path)).toEqual([])
  })
})

describe('refilling', () => {
  it('brings the pool to its size with usable keys, 0600 each, and releases its lock', async () => {
    const { pool, keys } = await openPool({ size: 2 })
    await pool.refill()
    const names = await readdir(keys.path)
    expect(names).toHaveLength(2)
    for (const name of names) {
      expect(name).toMatch(/\.pem$/)
      const pem = (await keys.readFile(name)) ?? ''
      expect(createPublicKey(pem).asymmetricKeyDetails?.modulusLength).toBe(2048)
      if (process.platform !== 'win32') expect((await stat(keys.pathOf(name))).mode & 0o777).toBe(0o600)
    }
  })

  it('adds nothing to a full pool', async () => {
    const { pool, keys } = await openPool({ size: 1 })
    await storeKey(keys, 'a')
    await pool.refill()
    expect(await readdir(keys.path)).toEqual(['a.pem'])
  })

  it('stops when the pool is closed, and throws the key away that was being generated', async () => {
    const { pool, keys } = await openPool({ size: 2 })
    const refilled = pool.refill()
    pool.close()
    await refilled
    expect(await readdir(keys.path)).toEqual([])
  })

  it('is left to one process when five start at once', async () => {
    const { folder, keys } = await openPool()
    await Promise.all(Array.from({ length: 5 }, () => runNode(refillScript, folder.path, 'wait')))
    expect(await readdir(keys.path)).toHaveLength(4)
  })

  it('is left to a process that is at it', async () => {
    const { pool, keys } = await openPool({ size: 1 })
    await writeFile(keys.pathOf('refill.lock'), `${process.pid} another`)
    await pool.refill()
    expect(await readdir(keys.path)).toEqual(['refill.lock'])
  })

  it('takes over from a process that is gone', async () => {
    const { pool, keys } = await openPool({ size: 1 })
    const { pid } = spawnSync(process.execPath, ['--version'])
    await writeFile(keys.pathOf('refill.lock'), `${pid} gone`)
    await pool.refill()
    expect(await readdir(keys.path)).toEqual([expect.stringMatching(/\.pem$/)])
  })

  it('does not keep a process alive that has nothing else to do', async () => {
    const { folder, keys } = await openPool()
    const { exitCode, stderr } = await runNode(refillScript, folder.path, 'leave')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect((await readdir(keys.path)).filter((name) => name.endsWith('.pem')).length).toBeLessThan(4)
  })

  it('leaves alone what another process has only just claimed', async () => {
    const { pool, keys } = await openPool({ size: 0 })
    await writeFile(keys.pathOf('a.pem.1.claimed'), '')
    await pool.refill()
    expect(await readdir(keys.path)).toEqual(['a.pem.1.claimed'])
  })

  it('does not reject when its folder has gone', async () => {
    const { pool, keys } = await openPool({ size: 1 })
    await rm(keys.path, { recursive: true })
    await expect(pool.refill()).resolves.toBeUndefined()
  })
})

async function openPool(options?: {
  size: number
}): Promise<{ pool: SigningKeyPool; folder: StateFolder; keys: StateFolder }> {
  const folder = openStateFolder(await temporaryFolder())
  const pool = openSigningKeyPool(folder, options)
  onTestFinished(() => pool.close())
  return { pool, folder, keys: folder.openFolder('signing-keys') }
}

async function storeKey(keys: StateFolder, name: string): Promise<KeyObject> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  await keys.putFile(`${name}.pem`, toPem(privateKey))
  return publicKey
}

function toPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}
