import { describe, expect, it } from 'vitest'
import { call } from './support/call.ts'
import { ids } from './support/ids.ts'
import { createTestEnvironment } from './support/test-environment.ts'
import { appToken } from './support/tokens.ts'

const guid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** As in the answers that "Quick start Web API with PowerShell" shows. */
const documented = {
  'Cache-Control': 'no-cache',
  Allow: 'OPTIONS,GET,HEAD,POST',
  Expires: '-1',
  'x-ms-dop-hint': expect.stringMatching(/^\d+$/),
  'x-ms-ratelimit-time-remaining-xrm-requests': '1,200.00',
  'x-ms-ratelimit-burst-remaining-xrm-requests': expect.stringMatching(/^\d+$/),
  'OData-Version': '4.0',
  Public: 'OPTIONS,GET,HEAD,POST',
  REQ_ID: expect.stringMatching(new RegExp(`^${guid}$`)),
  AuthActivityId: expect.stringMatching(new RegExp(`^${guid}$`)),
  'x-ms-service-request-id': expect.stringMatching(new RegExp(`^${guid},${guid}$`)),
}

describe('every answer carries the headers of the service', () => {
  it.each([
    [200, 'WhoAmI', undefined],
    [401, 'WhoAmI', ''],
    [403, 'WhoAmI', ids.unknownClient],
    [404, 'nothing', undefined],
    [501, '$metadata', undefined],
  ])('%i', async (status, resource, client) => {
    const { service } = createTestEnvironment()
    const token = client === '' ? undefined : await appToken(client ?? ids.appClient)
    const answer = await call(service, { resource, ...(token !== undefined && { token }) })
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject(documented)
    expect(answer.headers).not.toHaveProperty('Strict-Transport-Security')
  })
})

it('the second service request id is REQ_ID, new with each answer', async () => {
  const { service } = createTestEnvironment()
  const [one, two] = [await call(service, { resource: '' }), await call(service, { resource: '' })]
  expect(String(one.headers['x-ms-service-request-id']).split(',')[1]).toBe(one.headers['REQ_ID'])
  expect(one.headers['REQ_ID']).not.toBe(two.headers['REQ_ID'])
})

it('ids come from the generator that is passed in', async () => {
  let count = 0
  const randomId = () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`
  const { service } = createTestEnvironment({ randomId })
  const answer = await call(service, {
    method: 'POST',
    resource: 'accounts',
    body: {},
    token: await appToken(ids.appClient),
  })
  expect(answer.headers['Location']).toMatch(/accounts\(00000000-0000-4000-8000-0{11}\d\)$/)
})

describe('cookies', () => {
  it('name server, client and organization, for fifty years and over TLS only', async () => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { resource: 'WhoAmI', token: await appToken(ids.appClient) })
    expect(answer.headers['Set-Cookie']).toEqual([
      expect.stringMatching(/^ARRAffinity=[0-9a-f]{64}; path=\/; secure; HttpOnly$/),
      expect.stringMatching(
        new RegExp(`^ReqClientId=${guid}; expires=Mon, 04-Mar-2075 12:00:00 GMT; path=/; secure; HttpOnly$`),
      ),
      `orgId=${ids.organization}; expires=Mon, 04-Mar-2075 12:00:00 GMT; path=/; secure; HttpOnly`,
    ])
  })

  it('keep a client on its server', async () => {
    const { service } = createTestEnvironment()
    const headers = { cookie: `ReqClientId=${ids.nobody}` }
    const [one, two] = [await call(service, { headers }), await call(service, { headers })]
    expect(one.headers['Set-Cookie']).toHaveLength(1)
    expect(one.headers['Set-Cookie']).toEqual(two.headers['Set-Cookie'])
  })
})

describe('CORS', () => {
  it('lets every origin read answers, refusals included', async () => {
    const { service } = createTestEnvironment()
    for (const token of [await appToken(ids.appClient), 'bad']) {
      const answer = await call(service, { resource: 'WhoAmI', token, headers: { origin: 'https://app.example' } })
      // Recorded: "Compose HTTP requests and handle errors", table of response headers.
      expect(answer.headers).toMatchObject({
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Expose-Headers':
          'Preference-Applied,OData-EntityId,Location,ETag,OData-Version,Content-Encoding,Transfer-Encoding,Content-Length,Retry-After',
      })
    }
  })

  it('says nothing to clients that are no browsers', async () => {
    const { service } = createTestEnvironment()
    expect((await call(service, { resource: 'WhoAmI' })).headers).not.toHaveProperty('Access-Control-Allow-Origin')
  })

  it('answers a preflight without a token (as msal-browser pages send it)', async () => {
    const { service } = createTestEnvironment()
    const answer = await call(service, {
      method: 'OPTIONS',
      resource: 'WhoAmI',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization,odata-maxversion,odata-version',
      },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': expect.stringContaining('PATCH'),
      'Access-Control-Allow-Headers': 'authorization, odata-maxversion, odata-version',
      'Access-Control-Max-Age': expect.stringMatching(/^\d+$/),
    })
  })

  it('repeats nothing in a preflight that is not the name of a header', async () => {
    const { service } = createTestEnvironment()
    const answer = await call(service, {
      method: 'OPTIONS',
      resource: 'WhoAmI',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization, x\r\nSet-Cookie: a=b, prefer',
      },
    })
    expect(answer.headers['Access-Control-Allow-Headers']).toBe('authorization, prefer')
  })

  it('is for the Web API only (Use OAuth with CORS: the organization service has none)', async () => {
    const { service } = createTestEnvironment()
    const answer = await call(service, {
      method: 'OPTIONS',
      target: '/XRMServices/2011/Organization.svc/web',
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    })
    expect(answer.status).toBe(401)
  })
})
