import { aadstsEntries } from '@versekey/facts/aadsts'
import { type DataverseErrorEntry, dataverseErrorEntries } from '@versekey/facts/dataverse-errors'
import { describe, expect, it } from 'vitest'
import { expectSentences, expectTemplate, expectTitle } from '../prose.ts'

const named = dataverseErrorEntries.map((entry): [string, DataverseErrorEntry] => [entry.code, entry])

describe('Dataverse error entries', () => {
  it.each(named)('%s is complete and well-formed', (code, entry) => {
    expect(code).toMatch(/^0x(0|8[0-9a-f]{7})$/)
    expectTitle(entry.title, code)
    expectSentences(entry.cause, code)
    expectSentences(entry.remedy, code)
    expect(entry.source, code).toMatch(/\S/)
    if (entry.message !== undefined) expectTemplate(entry.message, code)
    if (entry.name !== undefined) expect(entry.name, code).toMatch(/^[A-Za-z]+$/)
  })

  it('have titles distinct among themselves and from those of AADSTS codes', () => {
    const titles = [...dataverseErrorEntries, ...aadstsEntries].map(({ title }) => title)
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
  })

  it('have distinct names', () => {
    const names = dataverseErrorEntries.flatMap(({ name }) => name ?? [])
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})
