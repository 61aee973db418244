import { describe, expect, it } from 'vitest'
import { idFromName, nameBasedUuid } from '../../src/world/ids.ts'

describe('nameBasedUuid', () => {
  it('gives the version 5 UUID of www.example.com in the DNS namespace (RFC 9562 appendix A.4)', () => {
    expect(nameBasedUuid('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    )
  })

  it('takes the name as UTF-8', () => {
    expect(nameBasedUuid('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'Müller')).toBe('1bcce1ae-2005-558d-8177-dc0255675b8c')
  })
})

describe('idFromName', () => {
  it('gives the same id in every run and version', () => {
    expect(idFromName('tenant', 'Contoso')).toBe('96a347f9-2b23-55a8-a9f3-0ec6bfbae668')
  })

  it('keeps parts apart', () => {
    expect(idFromName('a', 'bc')).not.toBe(idFromName('ab', 'c'))
    expect(idFromName('a', 'b')).not.toBe(idFromName('a","b'))
  })
})
