import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readBounded } from '../../src/input/bounded-stream.ts'

describe('readBounded', () => {
  it('reads to the end', async () => {
    const { bytes, isWhole } = await readBounded(Readable.from(['ab', Buffer.from('cd')]), 4)
    expect([Buffer.from(bytes).toString(), isWhole]).toEqual(['abcd', true])
  })

  it('stops at the bound, though the stream never ends', async () => {
    const endless = new Readable({
      read() {
        this.push('0123456789')
      },
    })
    const { bytes, isWhole } = await readBounded(endless, 25)
    expect([bytes.length, isWhole, endless.destroyed]).toEqual([25, false, true])
  })
})
