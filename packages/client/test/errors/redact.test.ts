import fc from 'fast-check'
import { expect, it } from 'vitest'
import { redact } from '../../src/errors/redact.ts'

/** A reader of quadratic time in the text would need minutes. */
const patienceMs = 10_000

it('takes a secret out of a text as it is, and as forms and addresses write it', () => {
  const secret = 'p@ss wörd+1'
  // Percent-encoding of RFC 3986, and application/x-www-form-urlencoded of the URL Standard.
  const text = 'p@ss wörd+1 p%40ss%20w%C3%B6rd%2B1 p%40ss+w%C3%B6rd%2B1'
  expect(redact(text, [secret])).toBe('[redacted] [redacted] [redacted]')
})

it.each([
  ['JSON (RFC 8259 section 7)', String.raw`p\"a\\b\/c&<d>'\u00e9 +`],
  ['JSON as .NET writes it', String.raw`p\u0022a\\b/c\u0026\u003Cd\u003E\u0027\u00E9 \u002B`],
  ['JSON of a form', 'p%22a%5Cb%2Fc%26%3Cd%3E%27%C3%A9+%2B'],
  ['HTML', 'p&quot;a\\b/c&amp;&lt;d&gt;&#39;é +'],
  ['HTML with numbers', 'p&#x22;a&#92;b&#x2F;c&#038;&#60;d&#62;&#x27;&#xE9; &#43;'],
  ['HTML of JSON characters', 'p&#34;a\\b/c&amp;&lt;d&gt;&apos;&#233; +'],
])('takes it out as %s writes it', (_, written) => {
  const secret = 'p"a\\b/c&<d>\'é +'
  expect(redact(`<p>you sent ${written}.`, [secret])).toBe('<p>you sent [redacted].')
})

it('leaves nothing of secrets that hold or overlap one another, whichever is named first', () => {
  for (const secrets of [
    ['abc', 'abcdef'],
    ['abcdef', 'abc'],
  ]) {
    expect(redact('<abcdef>', secrets)).toBe('<[redacted]>')
  }
  expect(redact('<abcdef>', ['abcd', 'cdef'])).toBe('<[redacted]>')
  expect(redact('<ababab>', ['abab'])).toBe('<[redacted]>')
})

it('takes a quarter of a megabyte of almost the secret in a moment', () => {
  for (const part of ['%', '&', '&amp;', '%25', '\\', ' +']) {
    const start = performance.now()
    redact(part.repeat(250_000 / part.length), [`${part.repeat(200)}!`])
    expect(performance.now() - start).toBeLessThan(patienceMs)
  }
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
