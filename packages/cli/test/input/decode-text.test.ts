import { describe, expect, it } from 'vitest'
import { decodeText } from '../../src/input/decode-text.ts'

describe('decodeText', () => {
  it('takes UTF-8, with a byte order mark or without', () => {
    expect(decodeText(Buffer.from('é'), 'file')).toBe('é')
    expect(decodeText(Buffer.from('\ufeffé'), 'file')).toBe('é')
  })

  it.each([
    ['UTF-16 as Windows PowerShell writes it', Buffer.from('\ufeffsecret', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('secret', 'utf16le')],
    ['Latin-1', Buffer.from('é', 'latin1')],
  ])('refuses %s without showing it', (_title, bytes) => {
    expect(() => decodeText(bytes, '--password-file x')).toThrow(
      '--password-file x: it is not a text in UTF-8; save it as such (Windows PowerShell: -Encoding utf8)',
    )
  })
})
