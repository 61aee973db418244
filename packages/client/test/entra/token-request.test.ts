import { describe, expect, it } from 'vitest'
import { clientSecret, type EntraCredential } from '../../src/index.ts'
import { type Handler, json, Network } from '../support/network.ts'
import { clientId, networkWithAuthority, publicAuthority, scope, secret, tenantId } from '../support/samples.ts'

function credentialOf(network: Network): EntraCredential {
  return clientSecret({ clientId, clientSecret: secret, tenantId, fetch: network.fetch })
}

async function failureOf(handler: Handler): Promise<unknown> {
  return credentialOf(networkWithAuthority(handler))
    .getToken(scope)
    .catch((failure: unknown) => failure)
}

// The shape of "Microsoft identity platform: OAuth 2.0 client credentials flow", error response example.
const refusal = {
  error: 'invalid_client',
  error_description:
    'AADSTS7000215: Invalid client secret provided. Trace ID: 0f2e0000-0000-4000-8000-000000000001 Correlation ID: 0f2e0000-0000-4000-8000-000000000002 Timestamp: 2025-03-04 17:46:18Z',
  error_codes: [7000215],
  timestamp: '2025-03-04 17:46:18Z',
  trace_id: '0f2e0000-0000-4000-8000-000000000001',
  correlation_id: '0f2e0000-0000-4000-8000-000000000002',
  error_uri: 'https://login.microsoftonline.com/error?code=7000215',
}

describe('a refusal of the token endpoint', () => {
  it('is a TokenEndpointError with everything that branching and support need', async () => {
    const failure = await failureOf(() => json(401, refusal))
    expect(failure).toMatchObject({
      name: 'TokenEndpointError',
      code: 'VERSEKEY_TOKEN_ENDPOINT',
      error: 'invalid_client',
      suberror: undefined,
      status: 401,
      errorCodes: [7000215],
      errorDescription: refusal.error_description,
      correlationId: '0f2e0000-0000-4000-8000-000000000002',
      traceId: '0f2e0000-0000-4000-8000-000000000001',
      timestamp: '2025-03-04 17:46:18Z',
    })
    expect(failure).toHaveProperty(
      'message',
      `https://login.microsoftonline.com refused a token to client ${clientId} in tenant ${tenantId}: 401 invalid_client, AADSTS7000215 (correlation ID 0f2e0000-0000-4000-8000-000000000002)`,
    )
    expect(failure).toHaveProperty('cause.code', 'OAUTH_RESPONSE_BODY_ERROR')
  })

  it('keeps suberror and claims, for an interactive sign-in', async () => {
    const claims = '{"access_token":{"capolids":{"essential":true,"values":["x"]}}}'
    const body = { ...refusal, error: 'invalid_grant', suberror: 'basic_action', error_codes: [50076], claims }
    expect(await failureOf(() => json(400, body))).toMatchObject({
      error: 'invalid_grant',
      suberror: 'basic_action',
      claims,
    })
  })

  it.each([
    ['429 with seconds', 429, { 'retry-after': '17' }, 17],
    ['503 without', 503, {}, undefined],
    ['503 with nonsense', 503, { 'retry-after': 'soon' }, undefined],
  ])('reads Retry-After: %s', async (_, status, headers, retryAfterSeconds) => {
    const failure = await failureOf(() => json(status, { error: 'temporarily_unavailable' }, headers))
    expect(failure).toMatchObject({
      name: 'TokenEndpointError',
      status,
      error: 'temporarily_unavailable',
      retryAfterSeconds,
    })
  })

  it('is read although the answer carries a challenge (RFC 6749 section 5.2)', async () => {
    const failure = await failureOf(() => json(401, refusal, { 'www-authenticate': 'Basic realm="x"' }))
    expect(failure).toMatchObject({ name: 'TokenEndpointError', error: 'invalid_client' })
  })

  it('names the correlation ID that was sent when the answer has none', async () => {
    const network = networkWithAuthority(() => json(400, { error: 'invalid_request' }))
    const failure = await credentialOf(network)
      .getToken(scope)
      .catch((error: unknown) => error)
    expect(failure).toHaveProperty('correlationId', network.arrived[0]?.headers['client-request-id'])
  })

  it('survives members of the wrong types', async () => {
    const body = {
      error: 'x',
      error_description: 7,
      error_codes: ['7', 7, null, {}],
      suberror: [],
      timestamp: {},
      claims: 1,
    }
    expect(await failureOf(() => json(400, body))).toMatchObject({ error: 'x', errorCodes: [7], suberror: undefined })
  })

  it('cannot forge lines of a log', async () => {
    const failure = await failureOf(() =>
      json(400, { error: 'a\nERROR forged\u001b[31m\u202e', correlation_id: 'b\r\nc' }),
    )
    expect(String(failure)).not.toMatch(/\p{Cc}|\u202e/u)
  })
})

describe('an answer that is not the protocol', () => {
  const html = { 'content-type': 'text/html' }
  const token = { token_type: 'Bearer', expires_in: 3599, access_token: 'canary-token' }

  it.each<[string, Handler, object]>([
    [
      'a page in place of a token',
      () => ({ status: 200, headers: html, body: '<p>sign in to the proxy' }),
      { reason: 'not_json', status: 200 },
    ],
    [
      'a page in place of an error',
      () => ({ status: 403, headers: html, body: '<p>blocked' }),
      { reason: 'not_json', status: 403 },
    ],
    ['nothing', () => ({ status: 204 }), { reason: 'not_json', status: 204 }],
    [
      'JSON cut short',
      () => ({ ...json(200, {}), body: '{"access_token":"canary-token"' }),
      { reason: 'not_json', status: 200 },
    ],
    ['a list', () => json(200, []), { reason: 'not_conform', status: 200 }],
    ['no token', () => json(200, { ...token, access_token: undefined }), { reason: 'not_conform', status: 200 }],
    ['an empty token', () => json(200, { ...token, access_token: '' }), { reason: 'not_conform', status: 200 }],
    ['no token_type', () => json(200, { ...token, token_type: undefined }), { reason: 'not_conform', status: 200 }],
    ['another token_type', () => json(200, { ...token, token_type: 'mac' }), { reason: 'not_conform', status: 200 }],
    [
      'token_type DPoP, not asked for',
      () => json(200, { ...token, token_type: 'DPoP' }),
      { reason: 'not_conform', status: 200 },
    ],
    [
      'a lifetime that is none',
      () => json(200, { ...token, expires_in: 'long' }),
      { reason: 'not_conform', status: 200 },
    ],
    ['a negative lifetime', () => json(200, { ...token, expires_in: -1 }), { reason: 'not_conform', status: 200 }],
    [
      'a token with a line break',
      () => json(200, { ...token, access_token: 'canary-token\r\nx: y' }),
      { reason: 'not_conform', status: 200 },
    ],
    ['a failure without a body', () => ({ status: 500 }), { reason: 'not_json', status: 500 }],
    [
      'more than 256 kB',
      () => json(200, { ...token, padding: 'x'.repeat(300_000) }),
      { reason: 'too_large', status: 200 },
    ],
  ])('is refused: %s', async (_, handler, expected) => {
    const failure = await failureOf(handler)
    expect(failure).toMatchObject({
      name: 'UnexpectedResponseError',
      code: 'VERSEKEY_UNEXPECTED_RESPONSE',
      origin: publicAuthority,
      ...expected,
    })
  })

  it.each<[string, Handler]>([
    ['a page', () => ({ status: 429, headers: { ...html, 'retry-after': '120' }, body: '<p>slow down' })],
    ['JSON', () => json(503, { message: 'slow down' }, { 'retry-after': '120' })],
  ])('keeps Retry-After: %s', async (_, handler) => {
    expect(await failureOf(handler)).toMatchObject({ name: 'UnexpectedResponseError', retryAfterSeconds: 120 })
  })

  it('takes numbers as texts, as the v1 endpoint sends them, and any case of Bearer', async () => {
    const network = networkWithAuthority(() => json(200, { ...token, token_type: 'bEARER', expires_in: '3599' }))
    const { expiresOnTimestamp } = await credentialOf(network).getToken(scope)
    expect(expiresOnTimestamp - Date.now()).toBeGreaterThan(3_500_000)
  })

  it.each([301, 302, 303, 307, 308])('is refused: redirect %i, and the secret goes nowhere else', async (status) => {
    const network = networkWithAuthority(() => ({ status, headers: { location: 'https://evil.example/token' } }))
    await expect(credentialOf(network).getToken(scope)).rejects.toMatchObject({ reason: 'redirect', status })
    expect(network.bytesBeyond(publicAuthority)).toBe('')
  })
})

describe('an authority that cannot be reached', () => {
  it('is a TransportError with the origin and the cause', async () => {
    const cause = Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }),
    })
    const fetch = () => Promise.reject(cause)
    const failure = await clientSecret({ clientId, clientSecret: secret, tenantId, fetch })
      .getToken(scope)
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({
      name: 'TransportError',
      code: 'VERSEKEY_TRANSPORT',
      reason: 'name_not_found',
      origin: publicAuthority,
      cause,
    })
  })

  it('is one, too, when the connection breaks in the middle of the answer', async () => {
    const failure = await failureOf(() => ({ ...json(200, { access_token: 'x' }), cutOff: true }))
    expect(failure).toMatchObject({ name: 'TransportError', reason: 'network', origin: publicAuthority })
  })

  it('is one, too, when nobody listens', async () => {
    const network = new Network()
    const closed = clientSecret({
      clientId,
      clientSecret: secret,
      tenantId,
      fetch: async (_, init) => {
        // Port 9 of the loopback address: the discard service, which no machine runs any more.
        return globalThis.fetch('http://127.0.0.1:9/', init)
      },
    })
    const failure = await closed.getToken(scope).catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'TransportError' })
    expect(network.bytesBeyond()).toBe('')
  })
})
