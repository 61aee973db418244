import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeClaims } from '../../src/commands/decode-claims.ts'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('decodeClaims', () => {
  it('reads the second part of a token (RFC 7519 section 3.1)', () => {
    // The token of that section.
    const token =
      'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9' +
      '.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ' +
      '.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    expect(decodeClaims(token)).toEqual({ iss: 'joe', exp: 1300819380, 'http://example.com/is_root': true })
  })

  it.each([
    ['an opaque token', 'AwABAAEAAAACAOz_BAD0'],
    ['an encrypted token (RFC 7516 section 3.1: five parts)', `a.${encode({ a: 1 })}.c.d.e`],
    ['two parts', `a.${encode({ a: 1 })}`],
    ['a list', `a.${encode([1])}.c`],
    ['null', `a.${encode(null)}.c`],
    ['no JSON', 'a.b.c'],
  ])('gives none for %s', (_title, token) => {
    expect(decodeClaims(token)).toBeUndefined()
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (one, two) => void decodeClaims(`${one}.${two}.x`)))
  })
})
