import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientSecret, connect, type TokenCredential } from '../../src/index.ts'
import { type Handler, json, Network } from '../support/network.ts'
import { clientId, environmentUrl, issuing, publicAuthority, secret, tenantId } from '../support/samples.ts'

const elsewhere = 'https://evil.example'

async function connected(handler: Handler, init: { apiVersion?: string } = {}) {
  const network = new Network().host(environmentUrl, handler).host(publicAuthority, issuing())
  const { fetch } = network
  const credential = clientSecret({ clientId, clientSecret: secret, tenantId, fetch })
  return { network, connection: await connect({ environmentUrl, credential, fetch, ...init }) }
}

const ok: Handler = () => json(200, {})

describe('connection.fetch', () => {
  it('sends the token and the headers of "Compose HTTP requests and handle errors"', async () => {
    const { network, connection } = await connected(ok)
    await connection.fetch('accounts?$top=3')
    expect(network.arrivedAt(environmentUrl)).toMatchObject([
      {
        method: 'GET',
        path: '/api/data/v9.2/accounts?$top=3',
        headers: {
          authorization: 'Bearer token-1',
          accept: 'application/json',
          'odata-version': '4.0',
          'odata-maxversion': '4.0',
        },
      },
    ])
  })

  it('leaves headers, method and body of the caller as they are', async () => {
    const { network, connection } = await connected(ok)
    const headers = {
      Accept: 'application/xml',
      'OData-Version': '4.01',
      'OData-MaxVersion': '4.01',
      Prefer: 'return=representation',
    }
    await connection.fetch('accounts', { method: 'post', headers, body: '{"name":"x"}' })
    expect(network.arrivedAt(environmentUrl)).toMatchObject([
      {
        method: 'POST',
        headers: {
          accept: 'application/xml',
          'odata-version': '4.01',
          'odata-maxversion': '4.01',
          prefer: 'return=representation',
        },
        body: '{"name":"x"}',
      },
    ])
  })

  it.each([
    ['WhoAmI', '/api/data/v9.2/WhoAmI'],
    ['/api/data/v9.1/WhoAmI', '/api/data/v9.1/WhoAmI'],
    ['', '/api/data/v9.2/'],
    ['?$top=1', '/api/data/v9.2/?$top=1'],
    [`${environmentUrl}/api/data/v9.2/accounts(1)`, '/api/data/v9.2/accounts(1)'],
    [`${environmentUrl.toUpperCase()}/x`, '/x'],
    [`${environmentUrl}:443/x`, '/x'],
    ["accounts(accountnumber='a:b')", "/api/data/v9.2/accounts(accountnumber='a:b')"],
  ])('finds the address of %j', async (address, path) => {
    const { network, connection } = await connected(ok)
    await connection.fetch(address)
    expect(network.arrivedAt(environmentUrl)[0]?.path).toBe(path)
  })

  it('takes a URL object and another version of the Web API', async () => {
    const { network, connection } = await connected(ok, { apiVersion: '9.1' })
    await connection.fetch('WhoAmI')
    await connection.fetch(new URL(`${environmentUrl}/x`))
    expect(network.arrivedAt(environmentUrl).map(({ path }) => path)).toEqual(['/api/data/v9.1/WhoAmI', '/x'])
  })

  it.each([400, 401, 403, 404, 412, 429, 500, 503])('gives back status %i as a response', async (status) => {
    const { connection } = await connected(() => json(status, { error: { code: '0x80040217', message: 'x' } }))
    const response = await connection.fetch('accounts')
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { code: '0x80040217' } })
  })

  it('ends with the reason of the caller’s signal', async () => {
    const controller = new AbortController()
    const { connection } = await connected(() => {
      controller.abort(new Error('enough'))
      return new Promise(() => {})
    })
    await expect(connection.fetch('accounts', { signal: controller.signal })).rejects.toThrow('enough')
  })

  it('is a TransportError when no answer comes', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'))
    const connection = await connect({
      environmentUrl,
      credential: { getToken: async () => ({ token: 't', expiresOnTimestamp: 0 }) },
      fetch,
    })
    await expect(connection.fetch('accounts')).rejects.toMatchObject({ name: 'TransportError', origin: environmentUrl })
  })
})

describe('connection.fetch refuses', () => {
  it.each([
    `${elsewhere}/`,
    '//evil.example/x',
    '\\\\evil.example\\x',
    '/\\evil.example',
    'https:\\\\evil.example',
    'http://contoso.crm4.dynamics.com/x',
    'https://contoso.crm4.dynamics.com:444/x',
    'https://contoso.crm4.dynamics.com.evil.example/x',
    'https://contoso.crm4.dynamics.com@evil.example/x',
    'data:text/plain,x',
    'javascript:alert(1)',
    'blob:https://contoso.crm4.dynamics.com/x',
  ])('%s, and asks for no token', async (address) => {
    const { network, connection } = await connected(ok)
    await expect(connection.fetch(address)).rejects.toMatchObject({
      name: expect.stringMatching(/^(ForeignOrigin|Configuration)Error$/),
    })
    expect(network.bytesBeyond()).toBe('')
  })

  it('another origin with an error that names both', async () => {
    const { connection } = await connected(ok)
    await expect(connection.fetch(`${elsewhere}/x?secret=1`)).rejects.toMatchObject({
      code: 'VERSEKEY_FOREIGN_ORIGIN',
      environmentUrl,
      origin: elsewhere,
      via: 'argument',
    })
  })

  it('whatever address is not of its origin (property)', async () => {
    const text = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.string().map((rest) => `//${rest}`),
      fc.string().map((rest) => `${environmentUrl}${rest}`),
    )
    const sent: string[] = []
    const credential: TokenCredential = { getToken: async () => ({ token: 'canary', expiresOnTimestamp: 0 }) }
    const fetch = async (url: string) => {
      sent.push(url)
      return new Response()
    }
    const connection = await connect({ environmentUrl, credential, fetch })
    await fc.assert(
      fc.asyncProperty(text, async (address) => void (await connection.fetch(address).catch(() => undefined))),
      { numRuns: 400 },
    )
    expect(sent.length).toBeGreaterThan(40)
    expect(new Set(sent.map((url) => new URL(url).origin))).toEqual(new Set([environmentUrl]))
  })

  it('an Authorization header of the caller', async () => {
    const { network, connection } = await connected(ok)
    const outcome = connection.fetch('accounts', { headers: { aUTHORIZATION: 'Bearer canary' } })
    await expect(outcome).rejects.toMatchObject({ name: 'ConfigurationError', option: 'init.headers' })
    await expect(outcome).rejects.not.toThrow('canary')
    expect(network.bytesBeyond()).toBe('')
  })

  it.each([
    ['a user name in the address', 'https://a:b@contoso.crm4.dynamics.com/x'],
    ['an address that is none', 'https://[x'],
    ['nothing', undefined],
    ['a Request', new Request('https://contoso.crm4.dynamics.com/')],
  ])('%s', async (_, address) => {
    const { network, connection } = await connected(ok)
    const outcome: unknown = Reflect.apply(connection.fetch, connection, [address])
    await expect(outcome).rejects.toMatchObject({ option: 'pathOrUrl' })
    expect(network.bytesBeyond()).toBe('')
  })

  it.each([
    ['no token', null],
    ['an empty token', { token: '', expiresOnTimestamp: 0 }],
    ['a token with a line break', { token: 'canary\r\nx: y', expiresOnTimestamp: 0 }],
  ])('%s from the credential', async (_, token) => {
    const network = new Network()
    const connection = await connect({
      environmentUrl,
      credential: { getToken: async () => token },
      fetch: network.fetch,
    })
    const outcome = connection.fetch('accounts')
    await expect(outcome).rejects.toMatchObject({ option: 'credential' })
    await expect(outcome).rejects.not.toThrow('canary')
    expect(network.bytesBeyond()).toBe('')
  })
})

describe('a redirect', () => {
  /** Redirects `/api/data/v9.2/0` to `…/1` and so on, up to `…/last`, which answers 200. */
  function chain(last: number, status = 307): Handler {
    return ({ path }) => {
      const step = Number(path.split('/').at(-1))
      return step < last ? { status, headers: { location: String(step + 1) } } : json(200, { step })
    }
  }

  it('is followed within the origin, with the token', async () => {
    const { network, connection } = await connected(chain(2, 302))
    const response = await connection.fetch('0')
    expect(await response.json()).toEqual({ step: 2 })
    expect(network.arrivedAt(environmentUrl).map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-1',
    ])
  })

  it('is followed five times and no more', async () => {
    const five = await connected(chain(5))
    expect((await five.connection.fetch('0')).status).toBe(200)
    const six = await connected(chain(6))
    await expect(six.connection.fetch('0')).rejects.toMatchObject({
      name: 'UnexpectedResponseError',
      reason: 'redirect',
    })
    expect(six.network.arrivedAt(environmentUrl)).toHaveLength(6)
  })

  it.each([
    `${elsewhere}/x`,
    '//evil.example/x',
    'http://contoso.crm4.dynamics.com/x',
    'https://contoso.crm4.dynamics.com@evil.example/x',
    'https://contoso.crm4.dynamics.com:8443/x',
    'blob:https://contoso.crm4.dynamics.com/x',
  ])('to %s is refused and the token goes nowhere', async (location) => {
    const { network, connection } = await connected(() => ({ status: 302, headers: { location } }))
    await expect(connection.fetch('accounts')).rejects.toMatchObject({
      name: 'ForeignOriginError',
      via: 'redirect',
      environmentUrl,
    })
    expect(network.bytesBeyond(environmentUrl, publicAuthority)).toBe('')
    expect(network.arrivedAt(environmentUrl)).toHaveLength(1)
  })

  // "Fetch Standard", HTTP-redirect fetch, step 12.
  it.each([
    [301, 'POST', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'POST', 'GET', ''],
    [303, 'DELETE', 'GET', ''],
    [307, 'POST', 'POST', 'body'],
    [308, 'POST', 'POST', 'body'],
    [302, 'PATCH', 'PATCH', 'body'],
    [303, 'HEAD', 'HEAD', ''],
  ])('%i turns %s into %s', async (status, method, expected, body) => {
    const { network, connection } = await connected(chain(1, status))
    await connection.fetch('0', {
      method,
      ...(method !== 'HEAD' && { body: 'body', headers: { 'content-type': 'text/plain' } }),
    })
    const last = network.arrivedAt(environmentUrl).at(-1)
    expect(last).toMatchObject({ method: expected, body })
    if (body === '') expect(last?.headers['content-type']).toBeUndefined()
  })

  it('of a body that is a stream is refused, since a stream can be sent only once', async () => {
    const { connection } = await connected(chain(1, 307))
    const body = new Blob(['x']).stream()
    await expect(connection.fetch('0', { method: 'POST', body, duplex: 'half' })).rejects.toMatchObject({
      reason: 'redirect',
    })
  })

  it('is given back with redirect: manual, and refused with redirect: error', async () => {
    const { network, connection } = await connected(chain(1, 302))
    expect((await connection.fetch('0', { redirect: 'manual' })).status).toBe(302)
    await expect(connection.fetch('0', { redirect: 'error' })).rejects.toMatchObject({ reason: 'redirect' })
    expect(network.arrivedAt(environmentUrl)).toHaveLength(2)
  })

  it.each([
    ['without a location', { status: 302 }],
    ['304', { status: 304, headers: { location: `${elsewhere}/` } }],
  ])('%s is none', async (_, reply) => {
    const { connection } = await connected(() => reply)
    expect((await connection.fetch('accounts')).status).toBe(reply.status)
  })

  it('within the origin but with a user name is refused as a redirect', async () => {
    const location = 'https://a:b@contoso.crm4.dynamics.com/x'
    const { network, connection } = await connected(() => ({ status: 302, headers: { location } }))
    await expect(connection.fetch('accounts')).rejects.toMatchObject({
      name: 'UnexpectedResponseError',
      reason: 'redirect',
      status: 302,
    })
    expect(network.arrivedAt(environmentUrl)).toHaveLength(1)
  })

  it('with a location that is no URL is refused', async () => {
    const { connection } = await connected(() => ({ status: 302, headers: { location: 'https://[x' } }))
    await expect(connection.fetch('accounts')).rejects.toMatchObject({ reason: 'redirect' })
  })
})

describe('connection.whoAmI', () => {
  // "WhoAmIResponse ComplexType", Dataverse Web API reference.
  const answer = {
    '@odata.context': `${environmentUrl}/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
    BusinessUnitId: '38e00000-0000-4000-8000-000000000001',
    UserId: '4026be43-6b69-e111-8f65-78e7d1620f5e',
    OrganizationId: '883278f5-07af-45eb-a0bc-3fea67caa544',
  }

  it('reads the three ids', async () => {
    const { network, connection } = await connected(() => json(200, answer))
    expect(await connection.whoAmI()).toEqual({
      userId: '4026be43-6b69-e111-8f65-78e7d1620f5e',
      businessUnitId: '38e00000-0000-4000-8000-000000000001',
      organizationId: '883278f5-07af-45eb-a0bc-3fea67caa544',
    })
    expect(network.arrivedAt(environmentUrl)).toMatchObject([{ method: 'GET', path: '/api/data/v9.2/WhoAmI' }])
  })

  it('is a DataverseError with code, status and request ID when it is refused', async () => {
    const body = { error: { code: '0x80072560', message: 'The user is not a member of the organization.' } }
    const { connection } = await connected(() => json(403, body, { 'x-ms-service-request-id': 'a,b', req_id: 'c' }))
    await expect(connection.whoAmI()).rejects.toMatchObject({
      name: 'DataverseError',
      code: 'VERSEKEY_DATAVERSE',
      status: 403,
      errorCode: '0x80072560',
      serverMessage: 'The user is not a member of the organization.',
      requestId: 'a,b',
      message:
        'Dataverse answered WhoAmI with 403 0x80072560: The user is not a member of the organization. (request ID a,b)',
    })
  })

  it('reads Retry-After of a service protection limit, also as a date', async () => {
    const body = { error: { code: '0x80072322', message: 'Number of requests exceeded the limit of 6000' } }
    const seconds = await connected(() => json(429, body, { 'retry-after': '30' }))
    await expect(seconds.connection.whoAmI()).rejects.toMatchObject({ status: 429, retryAfterSeconds: 30 })
    const date = await connected(() => json(429, body, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }))
    await expect(date.connection.whoAmI()).rejects.toMatchObject({ status: 429, retryAfterSeconds: 0 })
  })

  it.each<[string, Handler, number]>([
    [
      'a page',
      () => ({ status: 401, headers: { 'content-type': 'text/html' }, body: 'HTTP Error 401 - Unauthorized' }),
      401,
    ],
    ['nothing', () => ({ status: 503 }), 503],
    ['other JSON', () => json(404, { error: 'x' }), 404],
    ['a code that is none', () => json(400, { error: { code: '\n', message: 7 } }), 400],
    ['a body without end', () => ({ status: 500, body: 'x'.repeat(100_000) }), 500],
  ])('takes %s for a refusal without a code', async (_, handler, status) => {
    const { connection } = await connected(handler)
    await expect(connection.whoAmI()).rejects.toMatchObject({ name: 'DataverseError', status, errorCode: undefined })
  })

  it.each<[string, Handler]>([
    ['a page', () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' })],
    ['an object of other things', () => json(200, { UserId: 7 })],
    ['null', () => json(200, null)],
    ['a body without end', () => json(200, { ...answer, padding: 'x'.repeat(100_000) })],
  ])('refuses %s with status 200', async (_, handler) => {
    const { connection } = await connected(handler)
    await expect(connection.whoAmI()).rejects.toMatchObject({
      name: 'UnexpectedResponseError',
      reason: 'not_conform',
      status: 200,
    })
  })

  it('is a TransportError when the connection breaks in the middle', async () => {
    const { connection } = await connected(() => ({ ...json(200, {}), body: '{"UserId":', cutOff: true }))
    await expect(connection.whoAmI()).rejects.toMatchObject({ name: 'TransportError' })
  })
})
