import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../src/index.ts'
import { makeClientCertificate } from '../support/client-certificate.ts'
import { FixedClock } from '../support/fixed-clock.ts'
import { signInWorld } from '../support/sign-in-world.ts'
import { postToken, refusal } from '../support/token-request.ts'

const clock = new FixedClock('2026-03-04T17:46:18Z')
const now = Date.parse('2026-03-04T17:46:18Z') / 1000
const { ids, seed } = signInWorld(makeClientCertificate().pem)
let emulator: Emulator
let environmentUrl: string

beforeAll(async () => {
  emulator = await startEmulator({ seed, clock })
  environmentUrl = emulator.environments[0]?.url ?? ''
})
afterAll(() => emulator.close())

/** A request that succeeds, with what a case changes; `undefined` leaves a parameter out. */
function request(changes: Record<string, string | undefined> = {}, tenant = ids.tenantId, version: 'v1' | 'v2' = 'v2') {
  const audience = version === 'v2' ? { scope: `${environmentUrl}/.default` } : { resource: environmentUrl }
  const parameters = {
    grant_type: 'client_credentials',
    client_id: ids.service.clientId,
    client_secret: ids.service.secret,
    ...audience,
    ...changes,
  }
  const sent = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return postToken(emulator.authority, tenant, Object.fromEntries(sent), { version })
}

describe('a token for the client itself (RFC 6749 section 4.4)', () => {
  it('answers v2 in numbers, without scope, refresh token and id token', async () => {
    const response = await request()
    const body = (await response.json()) as Record<string, unknown>
    expect(response.status).toBe(200)
    expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'ext_expires_in', 'token_type'])
    expect(body['token_type']).toBe('Bearer')
    expect(body['expires_in']).toBeTypeOf('number')
    expect(response.headers.get('cache-control')).toBe('no-store, no-cache')
    expect(response.headers.get('pragma')).toBe('no-cache')
  })

  it('answers v1 in strings, with the resource (Azure AD v1: client credentials)', async () => {
    const body = (await (await request({}, ids.tenantId, 'v1')).json()) as Record<string, unknown>
    expect(Object.keys(body).sort()).toEqual([
      'access_token',
      'expires_in',
      'expires_on',
      'ext_expires_in',
      'not_before',
      'resource',
      'token_type',
    ])
    expect(Object.values(body).every((value) => typeof value === 'string')).toBe(true)
    expect(body['resource']).toBe(environmentUrl)
    expect(Number(body['expires_on']) - now).toBe(Number(body['expires_in']) + 1)
  })

  it('issues a v1 token whose claims name the client (access token claims reference)', async () => {
    const { access_token } = (await (await request()).json()) as { access_token: string }
    const principal = emulator.world.directory.findServicePrincipal(ids.tenantId, ids.service.clientId)
    const claims = decodeJwt(access_token)
    expect(claims).toMatchObject({
      aud: environmentUrl,
      iss: `${emulator.authority}/${ids.tenantId}/`,
      appid: ids.service.clientId,
      appidacr: '1',
      oid: principal?.objectId,
      sub: principal?.objectId,
      tid: ids.tenantId,
      ver: '1.0',
    })
    expect(claims).not.toHaveProperty('scp')
    expect(claims).not.toHaveProperty('roles')
    const { alg, kid, x5t, typ } = decodeProtectedHeader(access_token) as Record<string, unknown>
    expect([typ, alg, kid]).toEqual(['JWT', 'RS256', x5t])
  })

  it('lives 60 to 90 minutes, and five more for slow clocks (configurable token lifetimes)', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { access_token } = (await (await request()).json()) as { access_token: string }
      const { iat = 0, nbf, exp = 0 } = decodeJwt(access_token)
      expect(iat).toBe(now - 300)
      expect(nbf).toBe(iat)
      expect(exp - now).toBeGreaterThanOrEqual(3600)
      expect(exp - now).toBeLessThanOrEqual(5400)
    }
  })

  it.each([
    ['the scope Azure CLI builds, with its slash', (url: string) => `${url}//.default`, (url: string) => `${url}/`],
    [
      'OpenID scopes beside it, as MSAL Go sends',
      (url: string) => `${url}/.default openid offline_access profile`,
      (url: string) => url,
    ],
    [
      'the application id of Dataverse',
      () => '00000007-0000-0000-c000-000000000000/.default',
      () => '00000007-0000-0000-c000-000000000000',
    ],
  ])('takes %s; the audience is the text before the last slash', async (_, scope, audience) => {
    const { access_token } = (await (await request({ scope: scope(environmentUrl) })).json()) as {
      access_token: string
    }
    expect(decodeJwt(access_token).aud).toBe(audience(environmentUrl))
  })

  it('takes the secret in the Authorization header, form-encoded (RFC 6749 section 2.3.1)', async () => {
    const { clientId, secret } = ids.service
    const encoded = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64')
    const parameters = { grant_type: 'client_credentials', scope: `${environmentUrl}/.default` }
    const headers = { Authorization: `Basic ${encoded}` }
    const response = await postToken(emulator.authority, ids.tenantId, parameters, { headers })
    expect(response.status).toBe(200)
  })

  it('finds the tenant by its domain, whatever its case', async () => {
    expect((await request({}, ids.domain.toUpperCase())).status).toBe(200)
  })
})

describe('refusals (Microsoft Entra authentication and authorization error codes)', () => {
  const of = (application: { clientId: string; secret: string }) => ({
    client_id: application.clientId,
    client_secret: application.secret,
  })

  it.each<[string, Record<string, string | undefined>, [number, string, number]]>([
    ['a wrong secret', { client_secret: 'sample-of-a-wrong-secret' }, [401, 'invalid_client', 7000215]],
    ['an expired secret', of(ids.expired), [401, 'invalid_client', 7000222]],
    ['any secret when all have expired', { ...of(ids.expired), client_secret: 'x' }, [401, 'invalid_client', 7000222]],
    [
      'an unknown application',
      { client_id: '6b7d1c5e-0000-4000-8000-000000000001' },
      [400, 'unauthorized_client', 700016],
    ],
    ['a client id that is none', { client_id: 'not a guid' }, [400, 'unauthorized_client', 700016]],
    ['an application of another tenant', of(ids.foreign), [400, 'unauthorized_client', 700016]],
    ['an application without service principal', of(ids.withoutPrincipal), [401, 'invalid_client', 7000229]],
    ['a disabled service principal', of(ids.disabled), [400, 'unauthorized_client', 7000112]],
    ['no credential', { client_secret: undefined }, [401, 'invalid_client', 7000216]],
    ['an empty credential, which counts as none', { client_secret: '' }, [401, 'invalid_client', 7000216]],
    ['no client id', { client_id: undefined }, [400, 'invalid_request', 900144]],
    ['no grant type', { grant_type: undefined }, [400, 'invalid_request', 900144]],
    ['no scope', { scope: undefined }, [400, 'invalid_request', 900144]],
    ['an unknown grant type', { grant_type: 'telepathy' }, [400, 'unsupported_grant_type', 70003]],
    ['a grant that is not emulated yet', { grant_type: 'refresh_token' }, [400, 'invalid_request', 90010]],
    ['a resource parameter at v2', { resource: 'https://localhost' }, [400, 'invalid_request', 901002]],
    ['an unknown resource', { scope: 'https://nowhere.crm.dynamics.com/.default' }, [400, 'invalid_resource', 500011]],
    ['a resource that is not a URL', { scope: 'nonsense/.default' }, [400, 'invalid_resource', 500011]],
    ['no scope but OpenID ones', { scope: 'openid' }, [400, 'invalid_scope', 70011]],
    ['a scope without a resource', { scope: 'User.Read' }, [400, 'invalid_scope', 70011]],
    ['.default without a resource', { scope: '.default' }, [400, 'invalid_scope', 70011]],
  ])('%s', async (_, changes, expected) => {
    expect(await refusal(await request(changes))).toEqual(expected)
  })

  it('a scope that is not .default: 1002012', async () => {
    const scope = `${environmentUrl}/user_impersonation`
    expect(await refusal(await request({ scope }))).toEqual([400, 'invalid_scope', 1002012])
  })

  it.each<[string, (url: string) => string]>([
    ['a user name', (url) => url.replace('https://', 'https://ada:secret@')],
    ['a fragment', (url) => `${url}/#`],
    ['a path', (url) => `${url}/api/data`],
    ['backslashes', (url) => url.replace('https://', 'https:\\\\')],
    ['two trailing slashes', (url) => `${url}//`],
  ])('an environment with %s beside it: the resource is taken literally', async (_, spelling) => {
    const response = await request({ scope: `${spelling(environmentUrl)}/.default` })
    expect(await refusal(response)).toEqual([400, 'invalid_resource', 500011])
  })

  it('two resources: 700022', async () => {
    const scope = `${environmentUrl}/.default ${emulator.environments[1]?.url}/.default`
    expect(await refusal(await request({ scope }))).toEqual([400, 'invalid_scope', 700022])
  })

  it('an environment of another tenant: 500011', async () => {
    const response = await request(
      { client_id: ids.foreign.clientId, client_secret: ids.foreign.secret },
      ids.otherTenantId,
    )
    expect(await refusal(response)).toEqual([400, 'invalid_resource', 500011])
  })

  it.each<[string, [number, string, number]]>([
    ['common', [400, 'invalid_request', 50059]],
    ['organizations', [400, 'invalid_request', 50059]],
    ['9f9f9f9f-0000-4000-8000-000000000000', [400, 'invalid_request', 90002]],
    ['unknown.example', [400, 'invalid_request', 90002]],
    ['no_tenant!', [400, 'invalid_request', 900023]],
  ])('the tenant segment %s', async (tenant, expected) => {
    expect(await refusal(await request({}, tenant))).toEqual(expected)
  })

  it('a secret that is not valid yet, and works when its time comes', async () => {
    const late = signInWorld(makeClientCertificate().pem)
    const [tenant, ...others] = late.seed.tenants
    const applications = tenant?.applications?.map((application) =>
      application.clientId === late.ids.service.clientId
        ? {
            ...application,
            secrets: [
              { value: late.ids.service.secret, startsAt: '2026-03-05T00:00:00Z', endsAt: '2026-03-06T00:00:00Z' },
            ],
          }
        : application,
    )
    if (tenant === undefined || applications === undefined) throw new TypeError('no tenant')
    const moving = new FixedClock('2026-03-04T23:59:59Z')
    await using other = await startEmulator({
      seed: { tenants: [{ ...tenant, applications }, ...others] },
      clock: moving,
    })
    const ask = () =>
      postToken(other.authority, late.ids.tenantId, {
        grant_type: 'client_credentials',
        client_id: late.ids.service.clientId,
        client_secret: late.ids.service.secret,
        scope: `${other.environments[0]?.url}/.default`,
      })
    expect(await refusal(await ask())).toEqual([401, 'invalid_client', 7000215])
    moving.advanceSeconds(1)
    expect((await ask()).status).toBe(200)
    moving.advanceSeconds(24 * 60 * 60)
    expect(await refusal(await ask())).toEqual([401, 'invalid_client', 7000222])
  })
})
