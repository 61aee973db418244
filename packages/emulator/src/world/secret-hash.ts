import { createHash, scrypt, timingSafeEqual } from 'node:crypto'

/** What is kept of a secret or password: never its text. */
export interface SaltedHash {
  readonly salt: Uint8Array
  readonly hash: Uint8Array
}

/** Gives `size` unpredictable bytes. */
export type RandomBytes = (size: number) => Uint8Array

const saltLength = 16
const passwordHashLength = 32

/**
 * scrypt with r = 8 and p = 1 (RFC 7914 section 2) at a cost of some 3 ms and 1 MB a guess. A directory server would spend
 * thirty times that; here the passwords are samples, and every start hashes all of them.
 */
const passwordCost = { N: 2 ** 10, r: 8, p: 1 }

/**
 * Hashes a client secret with salted SHA-256. A slow hash would protect nothing: secrets are random by nature, 16
 * characters and more, so there is no list of likely ones to try; and each token request compares one.
 */
export function hashSecret(text: string, randomBytes: RandomBytes): SaltedHash {
  const salt = randomBytes(saltLength)
  return { salt, hash: sha256(salt, text) }
}

/** Compares in constant time. */
export function matchesSecret(text: string, expected: SaltedHash): boolean {
  return timingSafeEqual(sha256(expected.salt, text), expected.hash)
}

/** Hashes a user's password with scrypt, for people choose words; runs in the thread pool. */
export async function hashPassword(text: string, randomBytes: RandomBytes): Promise<SaltedHash> {
  const salt = randomBytes(saltLength)
  return { salt, hash: await scryptHash(salt, text) }
}

/** Compares in constant time; runs in the thread pool. */
export async function matchesPassword(text: string, expected: SaltedHash): Promise<boolean> {
  return timingSafeEqual(await scryptHash(expected.salt, text), expected.hash)
}

function sha256(salt: Uint8Array, text: string): Buffer {
  return createHash('sha256').update(salt).update(text).digest()
}

function scryptHash(salt: Uint8Array, text: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(text, salt, passwordHashLength, passwordCost, (error, hash) => (error ? reject(error) : resolve(hash)))
  })
}
