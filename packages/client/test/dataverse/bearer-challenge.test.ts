import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBearerChallenge } from '../../src/dataverse/bearer-challenge.ts'

const authority = 'https://login.microsoftonline.com/7f1d0000-0000-4000-8000-00000000c0de/oauth2/authorize'
const resource = 'https://contoso.crm4.dynamics.com/'

/** A reader of quadratic time would need minutes. */
const patienceMs = 10_000

describe('parseBearerChallenge', () => {
  // The first line is what Dataverse sends: unquoted values (MSAL.NET issue 3112 shows the header).
  it.each([
    ['as Dataverse sends it', `Bearer authorization_uri=${authority}, resource_id=${resource}`],
    ['without a blank after the comma', `Bearer authorization_uri=${authority},resource_id=${resource}`],
    ['quoted, as RFC 9110 wants it', `Bearer authorization_uri="${authority}", resource_id="${resource}"`],
    ['the other way round', `Bearer resource_id=${resource}, authorization_uri=${authority}`],
    ['in other cases', `bEARER Authorization_URI=${authority}, RESOURCE_ID=${resource}`],
    ['with blanks around the equals sign', `Bearer authorization_uri = ${authority} , resource_id= "${resource}"`],
    ['separated by blanks only', `Bearer authorization_uri=${authority} resource_id=${resource}`],
    [
      'after other schemes',
      `Negotiate, Basic realm="a, Bearer b=c", Bearer authorization_uri=${authority}, resource_id=${resource}`,
    ],
    [
      'before other schemes',
      `Bearer authorization_uri=${authority}, resource_id=${resource}, Digest resource_id=https://evil.example/`,
    ],
    ['after a token68', `Negotiate YII=, Bearer authorization_uri=${authority}, resource_id=${resource}`],
  ])('reads a challenge %s', (_, header) => {
    const parameters = parseBearerChallenge(header)
    expect(parameters?.get('authorization_uri')).toBe(authority)
    expect(parameters?.get('resource_id')).toBe(resource)
  })

  it('undoes quoted pairs (RFC 9110 section 5.6.4)', () => {
    expect(parseBearerChallenge(String.raw`Bearer a="x\"y\\z", b=1`)).toEqual(
      new Map([
        ['a', 'x"y\\z'],
        ['b', '1'],
      ]),
    )
  })

  it('lets the first of two values count', () => {
    expect(parseBearerChallenge('Bearer a=1, A=2, Bearer a=3')).toEqual(new Map([['a', '1']]))
  })

  it.each(['', 'Basic realm="x"', 'Bearerx a=b', 'realm=Bearer'])('finds no Bearer challenge in %j', (header) => {
    expect(parseBearerChallenge(header)).toBeUndefined()
  })

  it('gives back every value that a server writes, quoted or not', () => {
    const name = fc.stringMatching(/^[a-z_]{1,12}$/)
    const plain = fc.oneof(fc.stringMatching(/^[!#-+.-~-]{0,20}$/), fc.constantFrom(authority, resource))
    const quoted = fc.stringMatching(/^[ -~]{0,20}$/)
    const value = fc.oneof(
      plain.map((text) => ({ text, written: text })),
      quoted.map((text) => ({ text, written: `"${text.replace(/["\\]/g, '\\$&')}"` })),
    )
    fc.assert(
      fc.property(fc.dictionary(name, value), (parameters) => {
        const entries = Object.entries(parameters)
        const header = entries.map(([key, { written }]) => `${key}=${written}`).join(', ')
        const expected = new Map(entries.map(([key, { text }]) => [key, text]))
        expect(parseBearerChallenge(`Bearer ${header}`)).toEqual(expected)
      }),
    )
  })

  it('takes anything without throwing', () => {
    const parts = fc.constantFrom('Bearer', ' ', ',', '=', '"', '\\', 'a', 'resource_id', authority)
    fc.assert(fc.property(fc.array(parts, { maxLength: 60 }), (header) => void parseBearerChallenge(header.join(''))))
    fc.assert(fc.property(fc.string({ unit: 'binary-ascii' }), (header) => void parseBearerChallenge(header)))
  })

  it.each(['a', ' ', '=', '"', '\\', ',', 'a=', 'a ', 'a="', '="\\'])('takes a megabyte of %j in a moment', (part) => {
    const header = `Bearer ${part.repeat(1_000_000 / part.length)}`
    const start = performance.now()
    parseBearerChallenge(header)
    expect(performance.now() - start).toBeLessThan(patienceMs)
  })
})
