import fc from 'fast-check'
import { expect, it } from 'vitest'
import { redact } from '../../src/errors/redact.ts'

it('takes a secret out of a text as it is, and as forms and addresses write it', () => {
  const secret = 'p@ss wörd+1'
  // Percent-encoding of RFC 3986, and application/x-www-form-urlencoded of the URL Standard.
  const text = 'p@ss wörd+1 p%40ss%20w%C3%B6rd%2B1 p%40ss+w%C3%B6rd%2B1'
  expect(redact(text, [secret])).toBe('[redacted] [redacted] [redacted]')
})

it('leaves a text without secrets alone, and an empty secret as well', () => {
  expect(redact('AADSTS7000215', [])).toBe('AADSTS7000215')
  expect(redact('AADSTS7000215', [''])).toBe('AADSTS7000215')
})

it('takes any text and any secret, lone surrogates included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 20 }), (text, secret) => {
      expect(redact(`${text}${secret}`, [secret])).not.toContain(secret)
    }),
  )
  expect(redact('a\ud800b', ['\ud800'])).toBe('a[redacted]b')
})
