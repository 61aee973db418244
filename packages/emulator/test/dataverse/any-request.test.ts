import { validateHeaderName, validateHeaderValue } from 'node:http'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ServiceReply, ServiceRequest } from '../../src/listeners/service.ts'
import { ids } from './support/ids.ts'
import { createTestEnvironment } from './support/test-environment.ts'
import { appToken, userToken } from './support/tokens.ts'

const tokens: { administrator: string; salesperson: string; roleless: string } = {
  administrator: '',
  salesperson: '',
  roleless: '',
}

beforeAll(async () => {
  tokens.administrator = await appToken(ids.appClient)
  tokens.salesperson = await userToken(ids.bobObject)
  tokens.roleless = await appToken(ids.rolelessClient)
})

const words = [
  'accounts',
  'systemusers',
  'WhoAmI',
  'RetrieveCurrentOrganization',
  '$count',
  '$ref',
  '(',
  ')',
  "'",
  '%',
  '%00',
  '%zz',
  '/',
  '..',
  '$metadata',
  'AccessType=',
  '@p1',
  ids.fabrikam,
  ids.nobody,
  'api',
  'data',
  'v9.2',
  '\u{1f600}',
  '"',
  ';--',
]
const options = [
  '$select',
  '$top',
  '$count',
  '$skiptoken',
  '$filter',
  '@p1',
  '&',
  '=',
  '+',
  ',',
  'name',
  '_ownerid_value',
  '-1',
  'true',
  '%3Ccookie',
  '%22',
  '*',
  '%',
  '?',
  '\u0000',
]

const path = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...words)).map((parts) => `/api/data/v9.2/${parts.join('')}`),
  fc
    .tuple(fc.constantFrom('accounts', 'systemusers'), fc.string())
    .map(([set, key]) => `/api/data/v9.2/${set}(${key})`),
)
const query = fc.oneof(
  fc.constant(''),
  fc.string(),
  fc.array(fc.constantFrom(...options)).map((parts) => parts.join('')),
)
const method = fc.oneof(
  fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'PATCH', 'DELETE'),
  fc.string({ minLength: 1 }),
)

const authorization = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('administrator', 'salesperson', 'roleless').map((who) => ({ who }) as const),
  },
  {
    weight: 1,
    arbitrary: fc
      .oneof(
        fc.string(),
        fc.string().map((text) => `Bearer ${text}`),
      )
      .map((text) => ({ text })),
  },
)

const headers = fc.record(
  {
    prefer: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('return=representation', 'odata.include-annotations="*"', 'odata.maxpagesize=1', 'a="b'),
    ),
    'content-type': fc.oneof(fc.constant('application/json'), fc.string()),
    'if-none-match': fc.string(),
    origin: fc.string({ unit: 'binary' }),
    cookie: fc.string(),
    'access-control-request-method': fc.string(),
    'access-control-request-headers': fc.string({ unit: 'binary' }),
  },
  { requiredKeys: [] },
)

const body = fc.oneof(
  fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fc
    .dictionary(
      fc.constantFrom('name', 'accountid', 'ownerid', 'ownerid@odata.bind', 'creditonhold', 'x', '__proto__'),
      fc.jsonValue(),
    )
    .map((row) => Buffer.from(JSON.stringify(row))),
)

const anyRequest = fc.record({ method, path, query, headers, body, bodyTooLarge: fc.boolean(), authorization })

type AnyRequest = typeof anyRequest extends fc.Arbitrary<infer T> ? T : never

function toServiceRequest({ authorization: by, ...request }: AnyRequest): ServiceRequest {
  const text = 'who' in by ? `Bearer ${tokens[by.who]}` : by.text
  return { ...request, headers: { ...request.headers, authorization: text } }
}

/** What any answer must be, whatever was asked. */
function checkReply(reply: ServiceReply): void {
  expect(Number.isInteger(reply.status) && reply.status >= 200 && reply.status < 600).toBe(true)
  for (const [name, value] of Object.entries(reply.headers)) {
    validateHeaderName(name)
    for (const text of typeof value === 'string' ? [value] : value) validateHeaderValue(name, text)
  }
  const told = JSON.stringify(reply)
  for (const token of Object.values(tokens)) expect(told.includes(token)).toBe(false)
  if (reply.status >= 400) {
    expect(reply.outcome).toMatchObject({ reason: expect.stringMatching(/./s), remedy: expect.stringMatching(/./s) })
  }
  const isJson = String(reply.headers['Content-Type']).startsWith('application/json')
  if (reply.status < 400 || !isJson || reply.body.length === 0) return
  expect(JSON.parse(reply.body.toString())).toMatchObject({
    error: { code: expect.stringMatching(/^(0x[0-9a-f]+)?$/), message: expect.stringMatching(/./s) },
  })
}

describe('whatever is sent', () => {
  it('gets an answer in the shape of the service, and the environment goes on', async () => {
    const { service, environment } = createTestEnvironment()
    await fc.assert(
      fc.asyncProperty(anyRequest, async (request) => checkReply(await service(toServiceRequest(request)))),
      { numRuns: 500 },
    )
    expect(environment.database.prepare('SELECT name FROM account WHERE accountid = ?').get(ids.fabrikam)).toEqual({
      name: 'Fabrikam',
    })
  })

  it('as text in a row comes back as it was', async () => {
    const { service } = createTestEnvironment()
    const text = fc.string({ unit: 'grapheme', maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(text, async (name) => {
        const reply = await service({
          method: 'POST',
          path: '/api/data/v9.2/accounts',
          query: '$select=name',
          headers: {
            authorization: `Bearer ${tokens.administrator}`,
            'content-type': 'application/json',
            prefer: 'return=representation',
          },
          body: Buffer.from(JSON.stringify({ name })),
          bodyTooLarge: false,
        })
        expect(reply.status).toBe(201)
        expect(JSON.parse(reply.body.toString())).toMatchObject({ name })
      }),
      { numRuns: 100 },
    )
  })
})
