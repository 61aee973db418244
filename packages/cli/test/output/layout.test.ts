import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf, fieldList, paragraph, paragraphs, wrap } from '../../src/output/layout.ts'

describe('wrap', () => {
  it('breaks at blanks and keeps longer words whole', () => {
    expect(wrap('one two https://localhost:8444/api three', 10)).toEqual([
      'one two',
      'https://localhost:8444/api',
      'three',
    ])
  })

  it('gives lines of at most the width, unless one word alone is wider, and loses no word', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { minLength: 1 })
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 100 }), (given, width) => {
        const lines = wrap(given.join(' '), width)
        expect(lines.join(' ')).toBe(given.join(' '))
        for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true)
      }),
    )
  })

  it('does not count colours', () => {
    expect(wrap('\u001b[31merror:\u001b[39m it is', 12)).toEqual(['\u001b[31merror:\u001b[39m it is'])
    expect(columnsOf('\u001b[31merror:\u001b[39m')).toBe(6)
  })
})

describe('paragraph', () => {
  it('indents every line, within the width', () => {
    expect(paragraph('one two three', 9, 2)).toBe('  one two\n  three')
  })

  it('keeps lines and their indent where there are several', () => {
    expect(paragraphs('missing:\n  the long name', 11)).toBe('missing:\n  the long\n  name')
  })
})

describe('fieldList', () => {
  it('puts texts into one column and leaves out fields without one', () => {
    const fields = [
      ['Who', 'the developer of the client'],
      ['Trace ID', undefined],
      ['Cause', 'short'],
    ] as const
    expect(fieldList(fields, 25)).toBe('  Who    the developer of\n         the client\n  Cause  short')
  })

  it('is empty without fields', () => {
    expect(fieldList([['Who', undefined]], 80)).toBe('')
  })
})
