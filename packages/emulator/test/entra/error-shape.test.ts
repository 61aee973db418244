import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../src/index.ts'
import { makeClientCertificate } from '../support/client-certificate.ts'
import { FixedClock } from '../support/fixed-clock.ts'
import { signInWorld } from '../support/sign-in-world.ts'
import { type ErrorBody, postToken, refusal } from '../support/token-request.ts'

const { ids, seed } = signInWorld(makeClientCertificate().pem)
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
let emulator: Emulator

beforeAll(async () => {
  emulator = await startEmulator({ seed, clock: new FixedClock('2026-03-04T17:46:18Z') })
})
afterAll(() => emulator.close())

const wrongSecret = () => ({
  grant_type: 'client_credentials',
  client_id: ids.service.clientId,
  client_secret: 'sample-of-a-wrong-secret',
  scope: `${emulator.environments[0]?.url}/.default`,
})

it('has every member that recorded traffic has, with ids that match the headers', async () => {
  const response = await postToken(emulator.authority, ids.tenantId, wrongSecret())
  const body = (await response.json()) as ErrorBody
  expect(body).toEqual({
    error: 'invalid_client',
    error_description:
      'AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret ' +
      `value, not the client secret ID, for a secret added to app '${ids.service.clientId}'. ` +
      `Trace ID: ${body.trace_id} Correlation ID: ${body.correlation_id} Timestamp: 2026-03-04 17:46:18Z`,
    error_codes: [7000215],
    timestamp: '2026-03-04 17:46:18Z',
    trace_id: expect.stringMatching(guid),
    correlation_id: expect.stringMatching(guid),
    error_uri: `${emulator.authority}/error?code=7000215`,
  })
  expect(response.headers.get('x-ms-request-id')).toBe(body.trace_id)
  expect(response.headers.get('x-ms-clitelem')).toBe('1,7000215,0,,')
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(response.headers.get('strict-transport-security')).toBeNull()
})

it.each(['header', 'query'])('takes the correlation id of the caller from the %s', async (place) => {
  const id = '7ca43917-433b-4877-9292-6423b04abcde'
  const response = await fetch(
    `${emulator.authority}/${ids.tenantId}/oauth2/v2.0/token${place === 'query' ? `?client-request-id=${id}` : ''}`,
    {
      method: 'POST',
      headers: place === 'header' ? { 'client-request-id': id, 'return-client-request-id': 'true' } : {},
      body: new URLSearchParams(wrongSecret()),
    },
  )
  expect(((await response.json()) as ErrorBody).correlation_id).toBe(id)
  expect(response.headers.get('client-request-id')).toBe(place === 'header' ? id : null)
})

it('names the scheme when the client tried the Authorization header (RFC 6749 section 5.2)', async () => {
  const { client_id, client_secret, ...parameters } = wrongSecret()
  const headers = { Authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` }
  const response = await postToken(emulator.authority, ids.tenantId, parameters, { headers })
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Basic'])
})

it.each<[string, string, Record<string, string>, [number, string, number]]>([
  [
    'a repeated parameter (RFC 6749 section 3.2)',
    'grant_type=password&scope=a&scope=b',
    {},
    [400, 'invalid_request', 9000411],
  ],
  ['an empty body', '', {}, [400, 'invalid_request', 900144]],
  ['garbage', '%%%&=&&%zz', {}, [400, 'invalid_request', 900144]],
  [
    'another content type',
    '{"grant_type":"password"}',
    { 'Content-Type': 'application/json' },
    [400, 'invalid_request', 900144],
  ],
  ['a body over one mebibyte', `grant_type=${'x'.repeat(1_100_000)}`, {}, [413, 'invalid_request', 9002313]],
  [
    'an Origin header with a client credential',
    'grant_type=client_credentials',
    { Origin: 'https://page.example' },
    [400, 'invalid_request', 9002326],
  ],
  [
    'a Basic header that holds nothing',
    'grant_type=client_credentials',
    { Authorization: 'Basic %%%' },
    [401, 'invalid_client', 7000218],
  ],
  [
    'a Basic header with bad percent-encoding',
    'grant_type=client_credentials',
    { Authorization: `Basic ${btoa('%zz:%zz')}` },
    [401, 'invalid_client', 7000218],
  ],
  [
    'another client id than that of the Basic header',
    'grant_type=client_credentials&client_id=other',
    { Authorization: `Basic ${btoa('one:secret')}` },
    [400, 'invalid_request', 9002313],
  ],
  [
    'two credentials at once (RFC 6749 section 2.3)',
    'grant_type=client_credentials&client_secret=x&client_assertion=y',
    {},
    [400, 'invalid_request', 9002313],
  ],
])('refuses %s', async (_, body, headers, expected) => {
  expect(await refusal(await postToken(emulator.authority, ids.tenantId, body, { headers }))).toEqual(expected)
})

it('answers GET at the token endpoint with 900561', async () => {
  const response = await fetch(`${emulator.authority}/${ids.tenantId}/oauth2/v2.0/token`)
  expect(await refusal(response)).toEqual([400, 'invalid_request', 900561])
})

it.each(['oauth2/v2.0/devicecode', 'oauth2/devicecode'])(
  "says that %s is not emulated yet, in the service's own shape",
  async (path) => {
    const response = await fetch(`${emulator.authority}/${ids.tenantId}/${path}`, { method: 'POST' })
    const body = (await response.json()) as ErrorBody
    expect([response.status, body.error_codes]).toEqual([400, [90010]])
    expect(body.error_description).toContain('not emulated by Versekey yet')
  },
)

it('answers whatever is sent with an error of its own shape', async () => {
  const parameters = [
    'grant_type',
    'client_id',
    'client_secret',
    'client_assertion',
    'client_assertion_type',
    'scope',
    'resource',
    'username',
    'password',
  ]
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('client_credentials', 'password', ids.service.clientId, ids.ada.upn, ids.portal.clientId),
    fc.constantFrom('urn:ietf:params:oauth:client-assertion-type:jwt-bearer', 'eyJhbGciOiJSUzI1NiJ9.e30.AAAA', 'a.b.c'),
  )
  const form = fc.array(fc.tuple(fc.constantFrom(...parameters), value), { maxLength: 9 })
  const tenant = fc.oneof(
    fc.constantFrom(ids.tenantId, ids.domain, 'common', 'organizations'),
    fc.string({ minLength: 1 }),
  )
  await fc.assert(
    fc.asyncProperty(form, tenant, fc.constantFrom<'v1' | 'v2'>('v1', 'v2'), async (pairs, segment, version) => {
      const body = new URLSearchParams(pairs).toString()
      const response = await postToken(emulator.authority, encodeURIComponent(segment), body, { version })
      expect([400, 401, 404]).toContain(response.status)
      if (response.status !== 404) expect(((await response.json()) as ErrorBody).error_codes).toHaveLength(1)
    }),
    { numRuns: 150 },
  )
})
