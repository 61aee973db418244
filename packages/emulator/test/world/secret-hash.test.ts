import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashPassword, hashSecret, matchesPassword, matchesSecret } from '../../src/world/secret-hash.ts'

const fixedBytes = (size: number): Uint8Array => new Uint8Array(size).fill(7)

describe('client secrets', () => {
  it('match their own hash only', () => {
    const kept = hashSecret('sample-secret-of-nightly-integration', randomBytes)
    expect(matchesSecret('sample-secret-of-nightly-integration', kept)).toBe(true)
    for (const wrong of ['', 'sample-secret-of-nightly-integratioN', 'sample-secret-of-nightly-integration ']) {
      expect(matchesSecret(wrong, kept)).toBe(false)
    }
  })

  it('are kept as SHA-256 over a salt of 16 bytes and the text in UTF-8', () => {
    const { salt, hash } = hashSecret('gehäuse-secret-of-sixteen', fixedBytes)
    expect(salt).toHaveLength(16)
    const expected = createHash('sha256')
      .update(Buffer.from('07'.repeat(16), 'hex'))
      .update('gehäuse-secret-of-sixteen')
    expect(Buffer.from(hash).toString('hex')).toBe(expected.digest('hex'))
  })

  it('have another hash with another salt', () => {
    const first = hashSecret('sample-secret-of-nightly-integration', randomBytes)
    const second = hashSecret('sample-secret-of-nightly-integration', randomBytes)
    expect(Buffer.from(first.hash).equals(second.hash)).toBe(false)
  })
})

describe('passwords', () => {
  it('match their own hash only', async () => {
    const kept = await hashPassword('sample-password-of-alice', randomBytes)
    expect(await matchesPassword('sample-password-of-alice', kept)).toBe(true)
    expect(await matchesPassword('sample-password-of-alicE', kept)).toBe(false)
    expect(await matchesPassword('', kept)).toBe(false)
  })

  it('are kept as scrypt with N 1024, r 8, p 1 (RFC 7914; value of Python hashlib.scrypt)', async () => {
    const { salt, hash } = await hashPassword('sample-password-of-alice', fixedBytes)
    expect(salt).toHaveLength(16)
    expect(Buffer.from(hash).toString('hex')).toBe('3f025ffbefc4ab2ca6709281c7cbd660b86cbcca2cee76313e3a113c142dd5ba')
  })
})
