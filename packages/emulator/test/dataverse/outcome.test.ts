import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Outcome, Service } from '../../src/listeners/service.ts'
import { call } from './support/call.ts'
import { ids, keyId } from './support/ids.ts'
import { createTestEnvironment } from './support/test-environment.ts'
import { appClaims, appToken, rawToken, userClaims } from './support/tokens.ts'

const tokens: { good: string } = { good: '' }

beforeAll(async () => {
  tokens.good = await appToken(ids.appClient)
})

/** Text that a secret may stand in for: what a client sends and the emulator has no name for. */
const mark = fc.stringMatching(/^Canary[0-9a-f]{8}$/)

const row = `accounts(${ids.fabrikam})`

/** Where such text can stand in what a URL asks for. */
const resources: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `${text}(AccessType='Default')`,
  (text) => `accounts(${text})`,
  (text) => `accounts(${text}='1')`,
  (text) => `accounts(accountid='${text}')`,
  (text) => `accounts/${text}`,
  (text) => `${row}/${text}`,
  (text) => `${row}/name(${text})`,
  (text) => `${row}/$ref('${text}')`,
  (text) => `${row}/Microsoft.Dynamics.CRM.${text}(Name='${text}')`,
  (text) => `WhoAmI(Name='${text}')`,
  (text) => `RetrieveVersion(${text}=1)`,
  (text) => `RetrieveCurrentOrganization(${text}='Default')`,
  (text) => `RetrieveCurrentOrganization(AccessType='${text}')`,
  (text) => `RetrieveCurrentOrganization(AccessType=@${text})`,
  (text) => `RetrieveCurrentOrganization(AccessType=@p1)?@p1=${text}`,
  (text) => `RetrieveCurrentOrganization(AccessType=@p1)?@p1='${text}'`,
  ...[
    (text: string) => text,
    (text: string) => `${text}=1`,
    (text: string) => `$${text}=1`,
    (text: string) => `%${text}`,
    (text: string) => `@${text}=1&@${text}=1`,
    (text: string) => `tag=${text}&tag=${text}`,
    (text: string) => `$select=${text}`,
    (text: string) => `$select=name&$select=${text}`,
    (text: string) => `$top=${text}`,
    (text: string) => `$count=${text}`,
    (text: string) => `$skip=${text}`,
    (text: string) => `$skiptoken=${text}`,
    (text: string) => `$filter=name eq '${text}'`,
    (text: string) => `$expand=${text}`,
    (text: string) => `fetchXml=${text}`,
  ].flatMap((query) => [
    (text: string) => `accounts?${query(text)}`,
    (text: string) => `accounts/$count?${query(text)}`,
    (text: string) => `${row}?${query(text)}`,
    (text: string) => `WhoAmI?${query(text)}`,
    (text: string) => `?${query(text)}`,
  ]),
]

/** Where it can stand in the body of a request, as JSON text. */
const bodies: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `"${text}"`,
  (text) => `["${text}"]`,
  (text) => `{"name":"${text}`,
  ...[
    (text: string) => ({ [text]: 1 }),
    (text: string) => ({ [`${text}@odata.bind`]: 'x' }),
    (text: string) => ({ [`ownerid@odata.bind@${text}`]: 'x' }),
    (text: string) => ({ 'ownerid@odata.bind': `/systemusers(${text})` }),
    (text: string) => ({ [text]: { [text]: text } }),
    (text: string) => ({ ownerid: text }),
    (text: string) => ({ ownerid: { [text]: text } }),
    (text: string) => ({ _ownerid_value: text }),
    (text: string) => ({ accountid: text }),
    (text: string) => ({ creditonhold: text }),
    (text: string) => ({ numberofemployees: text }),
    (text: string) => ({ name: text.repeat(100) }),
    (text: string) => ({ name: `${text}\u0000` }),
    (text: string) => ({ name: [text] }),
    (text: string) => ({ name: text, accountid: ids.fabrikam }),
  ].map((body) => (text: string) => JSON.stringify(body(text))),
]

/** Headers, and what they hold. */
const headers: readonly ((text: string) => Record<string, string>)[] = [
  (text) => ({ 'content-type': text }),
  (text) => ({ 'content-type': `application/json; ${text}` }),
  (text) => ({ prefer: `odata.include-annotations="${text}"` }),
  (text) => ({ prefer: `return=${text}`, 'if-none-match': text }),
  (text) => ({ origin: `https://${text}`, cookie: text, 'x-requested-with': text }),
  (text) => ({ callerobjectid: text }),
  (text) => ({ mscrmcallerid: text }),
  (text) => ({ authorization: text }),
  (text) => ({ authorization: `Basic ${text}` }),
  (text) => ({ authorization: `Bearer ${text}` }),
  (text) => ({ authorization: `Bearer ${text}.${text}.${text}` }),
]

/** Texts that can stand in a claim. */
const claimTexts: readonly ((text: string) => unknown)[] = [
  (text) => text,
  (text) => [text],
  (text) => ({ [text]: text }),
  (text) => `https://${text}:${text}@localhost:8444`,
  (text) => `https://${text}@localhost:8444/`,
  (text) => `https://localhost:8444/${text}?${text}#${text}`,
  (text) => `https://localhost:8443/${ids.tenant}/${text}`,
  (text) => `urn:${text}`,
  (text) => [`https://localhost:8444/${text}`, `${ids.tenant}${text}`],
]
const claimNames = ['aud', 'iss', 'tid', 'appid', 'azp', 'scp', 'oid', 'sub', 'upn', 'preferred_username', 'exp', 'nbf']

type Request = Parameters<typeof call>[1]

async function outcomeOf(service: Service, request: Request): Promise<Outcome> {
  const { status, outcome } = await call(service, { token: tokens.good, ...request })
  if (status >= 400) {
    expect(outcome).toMatchObject({ reason: expect.stringMatching(/./s), remedy: expect.stringMatching(/./s) })
  }
  return outcome ?? {}
}

/** Any of these with any mark in it leads to an outcome without that mark, in whatever case. */
async function expectNoMark<T>(
  templates: readonly T[],
  requestFor: (template: T, text: string) => Request,
): Promise<void> {
  const { service } = createTestEnvironment()
  for (const template of templates) {
    const property = fc.asyncProperty(mark, async (text) => {
      const told = JSON.stringify(await outcomeOf(service, requestFor(template, text)))
      expect(told.toLowerCase()).not.toContain(text.toLowerCase())
    })
    await fc.assert(property, { numRuns: 2 })
  }
}

describe('what the journal learns of a request repeats no text of it', () => {
  it.each(['GET', 'POST', 'PATCH', 'PUT'])('of path and query with %s', async (method) => {
    await expectNoMark(resources, (resource, text) => ({ method, resource: resource(text), body: {} }))
  })

  it('of a path elsewhere, or a method', async () => {
    const paths = ['/', '/api/data/', '/api/data/v9.2/', '/XRMServices/2011/Organization.svc/']
    await expectNoMark(paths, (path, text) => ({ target: `${path}${text}` }))
    await expectNoMark(paths, (target, method) => ({ target, method }))
  })

  it('of a body', async () => {
    const isJson = { 'content-type': 'application/json' }
    const request = { method: 'POST', resource: 'accounts', headers: isJson }
    await expectNoMark(bodies, (body, text) => ({ ...request, body: body(text) }))
  })

  it.each(['GET', 'POST'])('of headers with %s', async (method) => {
    const request = { method, resource: 'accounts', body: { name: 'x' } }
    await expectNoMark(headers, (header, text) => ({ ...request, headers: header(text) }))
  })

  it.each(claimNames)('of the claim %s in a well-signed token', async (name) => {
    const header = JSON.stringify({ alg: 'RS256', kid: keyId })
    for (const claims of [appClaims(ids.appClient), userClaims(ids.unknownObject)]) {
      await expectNoMark(claimTexts, (claim, text) => {
        const token = rawToken(header, JSON.stringify({ ...claims, [name]: claim(text) }))
        return { resource: 'WhoAmI', token }
      })
    }
  })
})

describe('what the journal learns of a refusal still says where the mistake is', () => {
  it.each([
    ['accounts?$top=many', '$top is not a whole number of 0 or more'],
    ['accounts?$count=many', '$count is neither true nor false'],
    ['accounts?$select=Name', '$select names a property that account does not have'],
    ['accounts?nothing', 'the query has an option that is not one of $select, $top, $count, $skiptoken'],
    ['WhoAmI?nothing', 'the query has an option where none can be'],
    ['accounts?$top=1&$top=1', '$top comes more than once'],
    ['accounts?@p1=1&@p1=1', 'a query option comes more than once'],
    ['Accounts', 'no entity set or function of the emulator has this name'],
    ['WhoAmI(Name=1)', 'WhoAmI does not take parameters'],
    ['RetrieveCurrentOrganization', 'the parameter AccessType is missing'],
    ['RetrieveCurrentOrganization(AccessType=@p1)', 'AccessType names an alias that is not in the query'],
    ["RetrieveCurrentOrganization(AccessType='x')", 'AccessType is not one of Default, Internet, Intranet'],
  ])('%s', async (resource, reason) => {
    expect((await outcomeOf(createTestEnvironment().service, { resource })).reason).toBe(reason)
  })

  it.each([
    [{ nothing: 1 }, 'the body sets a property that account does not have'],
    [{ 'nothing@odata.bind': 'x' }, 'the body binds a lookup that account does not have'],
    [{ name: 'x'.repeat(161) }, 'the value of name is longer than 160 characters'],
    [{ name: '\u0000' }, 'the value of name has a character that XML cannot hold'],
    [[], 'the body is not a JSON object'],
  ])('%j', async (body, reason) => {
    const { service } = createTestEnvironment()
    expect((await outcomeOf(service, { method: 'POST', resource: 'accounts', body })).reason).toBe(reason)
  })
})
