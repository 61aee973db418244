import { createPrivateKey, generateKeyPair, type KeyObject, randomUUID } from 'node:crypto'
import { readdir, rename, stat, unlink } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { SigningKey } from '../entra/signing-key.ts'
import { acquireProcessLock, type ProcessLock } from './process-lock.ts'
import { type StateFolder, StateFolderError } from './state-folder.ts'
import { hasCode } from './system-error.ts'
import { certifySigningKey } from './token-signing-certificate.ts'

/** RSA keys made ahead of time and kept per machine, so that a start does not wait for them; each is given out once. */
export interface SigningKeyPool {
  /**
   * Takes keys out of the pool for good; those that it lacks are generated at once, all at the same time.
   *
   * @throws {StateFolderError} When a key of the pool cannot be read or deleted.
   */
  takeSigningKeys(count: number): Promise<readonly SigningKey[]>
  /**
   * Brings the pool back to its size in the background: one key at a time, one process of this machine at a time.
   *
   * It never rejects, since a pool that cannot be filled only makes later starts slower. It does not keep the process
   * alive beyond the key that is being generated; the promise then stays unsettled.
   */
  refill(): Promise<void>
  /** Ends the refilling; a key that is being generated is thrown away. */
  close(): void
}

const defaultSize = 8
const modulusLength = 2048
/** Between two keys, so that the refilling leaves the processor to whatever has just been started. */
const pauseMs = 20
/** Far longer than one key takes. */
const lockStaleAfterMs = 60_000
/** A claim is read and deleted within milliseconds; what is an hour old was left by a process that was killed. */
const leftoverAgeMs = 60 * 60 * 1000

const generateKeyPairAsync = promisify(generateKeyPair)

/**
 * Opens the pool in the folder `signing-keys` of the state folder: one PKCS #8 PEM file a key.
 *
 * @param options `size`: how many keys `refill` keeps ready, 8 by default.
 * @throws {StateFolderError} When the folder cannot be made or written to.
 */
export function openSigningKeyPool(folder: StateFolder, options?: { readonly size?: number }): SigningKeyPool {
  const keys = folder.openFolder('signing-keys')
  const size = options?.size ?? defaultSize
  const closing = new AbortController()
  return {
    takeSigningKeys: (count) => takeSigningKeys(keys, count),
    refill: () => refill(keys, size, closing.signal).catch(() => undefined),
    close: () => closing.abort(),
  }
}

async function takeSigningKeys(keys: StateFolder, count: number): Promise<readonly SigningKey[]> {
  const taken: KeyObject[] = []
  for (const name of await listKeys(keys)) {
    if (taken.length >= count) break
    const key = await claimKey(keys, name)
    if (key !== undefined) taken.push(key)
  }
  const missing = Array.from({ length: count - taken.length }, generateKey)
  return [...taken, ...(await Promise.all(missing))].map(certifySigningKey)
}

async function generateKey(): Promise<KeyObject> {
  return (await generateKeyPairAsync('rsa', { modulusLength })).privateKey
}

async function listKeys(keys: StateFolder): Promise<readonly string[]> {
  try {
    return (await readdir(keys.path)).filter((name) => name.endsWith('.pem'))
  } catch (error) {
    throw new StateFolderError(keys.path, error)
  }
}

/**
 * Takes one key file out of the pool: of all processes that try, the rename succeeds for one. The file is deleted before
 * its key is used.
 *
 * @returns `undefined` when another process was first, or when the file holds no key of the right kind.
 */
async function claimKey(keys: StateFolder, name: string): Promise<KeyObject | undefined> {
  const claim = `${name}.${randomUUID()}.claimed`
  try {
    await rename(keys.pathOf(name), keys.pathOf(claim))
    const pem = await keys.readFile(claim)
    await unlink(keys.pathOf(claim))
    return pem && parseKey(pem)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error instanceof StateFolderError ? error : new StateFolderError(keys.pathOf(name), error)
  }
}

function parseKey(pem: Buffer): KeyObject | undefined {
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch {
    return undefined
  }
  const isUsable = key.asymmetricKeyType === 'rsa' && key.asymmetricKeyDetails?.modulusLength === modulusLength
  return isUsable ? key : undefined
}

async function refill(keys: StateFolder, size: number, closing: AbortSignal): Promise<void> {
  const lock = await acquireProcessLock(keys.pathOf('refill.lock'), lockStaleAfterMs)
  if (lock === undefined) return
  try {
    await removeLeftovers(keys)
    await addKeys(keys, size, lock, closing)
  } finally {
    await lock.release()
  }
}

async function addKeys(keys: StateFolder, size: number, lock: ProcessLock, closing: AbortSignal): Promise<void> {
  while ((await listKeys(keys)).length < size) {
    await pause()
    if (closing.aborted) return
    const key = await generateKey()
    if (closing.aborted) return
    await keys.putFile(`${randomUUID()}.pem`, key.export({ type: 'pkcs8', format: 'pem' }))
    await lock.touch()
  }
}

/** The timer does not keep the process alive, so a process that has nothing else to do ends here. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, pauseMs).unref()
  })
}

/** Deletes what a killed process left half done: claims, and files that were being written. */
async function removeLeftovers(keys: StateFolder): Promise<void> {
  const unfinished = (await readdir(keys.path)).filter((name) => /\.(claimed|tmp)$/.test(name))
  await Promise.all(unfinished.map((name) => removeIfLeftOver(keys.pathOf(name))))
}

async function removeIfLeftOver(path: string): Promise<void> {
  try {
    // A rename sets the change time, so a key that has just been claimed is young whenever it was made.
    if (Date.now() - (await stat(path)).ctimeMs > leftoverAgeMs) await unlink(path)
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
}
