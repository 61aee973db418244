import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable, printableJson } from '../../src/output/printable.ts'

const dangerous = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

describe('printable', () => {
  it('leaves nothing that drives a terminal or forges a line', () => {
    expect(printable('a\u001b[2Jb\nc\u202ed\u009be')).toBe('a [2Jb c d e')
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !dangerous.test(printable(text))))
  })
})

describe('printableJson', () => {
  it('is JSON of the same value, and leaves nothing that drives a terminal', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = printableJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(dangerous.test(text)).toBe(false)
      }),
    )
  })

  it('escapes characters beyond the basic plane unit by unit (RFC 8259 section 7)', () => {
    expect(printableJson('\u{e0041}')).toBe('"\\udb40\\udc41"')
  })
})
