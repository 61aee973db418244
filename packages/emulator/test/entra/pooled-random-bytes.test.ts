import { describe, expect, it } from 'vitest'
import { pooledRandomBytes } from '../../src/entra/pooled-random-bytes.ts'

/** A generator whose every 32-bit word is another, and how often it was drawn from. */
function countingGenerator() {
  let word = 0
  let draws = 0
  return {
    draws: () => draws,
    draw(length: number): Buffer {
      draws++
      const bytes = Buffer.alloc(length)
      for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32BE(word++, at)
      return bytes
    },
  }
}

describe('pooledRandomBytes', () => {
  it('hands out no byte twice, and draws seldom', () => {
    const generator = countingGenerator()
    const randomBytes = pooledRandomBytes(generator.draw)
    const words = Array.from({ length: 2_000 }, () => randomBytes(4).readUInt32BE())
    expect(new Set(words).size).toBe(2_000)
    expect(generator.draws()).toBe(2)
  })

  it('gives as many bytes as were asked for, across the end of a draw and beyond its size', () => {
    const randomBytes = pooledRandomBytes(countingGenerator().draw)
    const lengths = [16, 4_000, 100, 0, 5_000, 33]
    expect(lengths.map((length) => randomBytes(length).length)).toEqual(lengths)
  })

  it('leaves what was handed out alone when its receiver changes it', () => {
    const randomBytes = pooledRandomBytes(countingGenerator().draw)
    const first = randomBytes(4)
    first.fill(0xff)
    expect([...randomBytes(4)]).toEqual([0, 0, 0, 1])
  })
})
