import { X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../src/index.ts'
import { makeClientCertificate } from '../support/client-certificate.ts'
import { signInWorld } from '../support/sign-in-world.ts'
import { refusal } from '../support/token-request.ts'

const { ids, seed } = signInWorld(makeClientCertificate().pem)
let emulator: Emulator
let authority: string

beforeAll(async () => {
  emulator = await startEmulator({ seed })
  authority = emulator.authority
})
afterAll(() => emulator.close())

async function document(path: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${authority}${path}`)
  expect(response.status).toBe(200)
  return (await response.json()) as Record<string, unknown>
}

describe('OpenID configuration (OpenID Connect Discovery 1.0)', () => {
  it('v2: names the tenant by id even when asked by domain, which is how a domain becomes an id', async () => {
    const base = `${authority}/${ids.tenantId}`
    const byDomain = await document(`/${ids.domain}/v2.0/.well-known/openid-configuration`)
    expect(byDomain).toEqual(await document(`/${ids.tenantId}/v2.0/.well-known/openid-configuration`))
    expect(byDomain).toMatchObject({
      issuer: `${base}/v2.0`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
      id_token_signing_alg_values_supported: ['RS256'],
    })
  })

  it('does not advertise what Entra ID does not', async () => {
    const names = Object.keys(await document(`/${ids.tenantId}/v2.0/.well-known/openid-configuration`))
    expect(names).not.toContain('code_challenge_methods_supported')
    expect(names).not.toContain('grant_types_supported')
  })

  it('v1: another issuer with its slash, and one key set for all tenants', async () => {
    expect(await document(`/${ids.tenantId}/.well-known/openid-configuration`)).toMatchObject({
      issuer: `${authority}/${ids.tenantId}/`,
      token_endpoint: `${authority}/${ids.tenantId}/oauth2/token`,
      jwks_uri: `${authority}/common/discovery/keys`,
      scopes_supported: ['openid'],
      microsoft_multi_refresh_token: true,
    })
  })

  it.each([
    ['common', '{tenantid}'],
    ['organizations', '{tenantid}'],
    ['consumers', '9188040d-6c67-4c5b-b112-36a304b66dad'],
  ])('%s: the issuer stands for any tenant', async (segment, issuerTenant) => {
    expect(await document(`/${segment}/v2.0/.well-known/openid-configuration`)).toMatchObject({
      issuer: `${authority}/${issuerTenant}/v2.0`,
      token_endpoint: `${authority}/${segment}/oauth2/v2.0/token`,
      tenant_region_scope: null,
    })
  })

  it('may be cached for a day and read from any page', async () => {
    const { headers } = await fetch(`${authority}/common/v2.0/.well-known/openid-configuration`)
    expect(headers.get('cache-control')).toBe('max-age=86400, private')
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })

  it.each([
    ['/9f9f9f9f-0000-4000-8000-000000000000/v2.0/.well-known/openid-configuration', [400, 'invalid_tenant', 90002]],
    ['/unknown.example/.well-known/openid-configuration', [400, 'invalid_tenant', 90002]],
    ['/no_tenant/v2.0/.well-known/openid-configuration', [400, 'invalid_request', 900023]],
  ])('an unknown tenant: %s', async (path, expected) => {
    expect(await refusal(await fetch(`${authority}${path}`))).toEqual(expected)
  })

  it('answers HEAD without a body and OPTIONS as a preflight', async () => {
    const url = `${authority}/common/v2.0/.well-known/openid-configuration`
    const head = await fetch(url, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const preflight = await fetch(url, { method: 'OPTIONS', headers: { Origin: 'https://page.example' } })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([
      200,
      'https://page.example',
    ])
  })

  it('refuses another method', async () => {
    const response = await fetch(`${authority}/common/discovery/keys`, { method: 'DELETE' })
    expect(await refusal(response)).toEqual([405, 'invalid_request', 9002313])
  })

  it('answers 404 off its paths', async () => {
    expect((await fetch(`${authority}/`)).status).toBe(404)
    expect((await fetch(`${authority}/favicon.ico`)).status).toBe(404)
    expect((await fetch(`${authority}/constructor/constructor`)).status).toBe(404)
  })
})

describe('keys (RFC 7517)', () => {
  it.each(['/common/discovery/keys', '/organizations/discovery/v2.0/keys'])('%s', async (path) => {
    const { keys } = (await document(path)) as { keys: Record<string, string & string[]>[] }
    expect(keys.length).toBeGreaterThanOrEqual(2)
    for (const key of keys) {
      expect(key).toMatchObject({ kty: 'RSA', use: 'sig', e: 'AQAB', issuer: `${authority}/{tenantid}/v2.0` })
      expect(key).not.toHaveProperty('alg')
      // kid and x5t are the base64url SHA-1 of the certificate (Microsoft identity platform: access tokens).
      const certificate = new X509Certificate(Buffer.from(key['x5c']?.[0] ?? '', 'base64'))
      const thumbprint = Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex').toString('base64url')
      expect([key['kid'], key['x5t']]).toEqual([thumbprint, thumbprint])
      expect(certificate.publicKey.export({ format: 'jwk' })['n']).toBe(key['n'])
    }
  })
})

describe('instance discovery', () => {
  const ask = (endpoint: string, version = '1.1') =>
    `/common/discovery/instance?api-version=${version}&authorization_endpoint=${encodeURIComponent(endpoint)}`

  it('knows its own host, and leads to its metadata', async () => {
    const host = new URL(authority).host
    const answer = await document(ask(`${authority}/${ids.domain}/oauth2/v2.0/authorize`))
    expect(answer['tenant_discovery_endpoint']).toBe(`${authority}/${ids.domain}/v2.0/.well-known/openid-configuration`)
    expect(answer['metadata']).toContainEqual({ preferred_network: host, preferred_cache: host, aliases: [host] })
  })

  it('knows itself without its port, which MSAL Python drops', async () => {
    const answer = await document(ask(`https://localhost/${ids.tenantId}/oauth2/v2.0/authorize`))
    expect(answer['tenant_discovery_endpoint']).toBe(
      `${authority}/${ids.tenantId}/v2.0/.well-known/openid-configuration`,
    )
  })

  it('leads to the v1 document for a v1 endpoint', async () => {
    const answer = await document(ask(`${authority}/common/oauth2/authorize`, '1.0'))
    expect(answer['tenant_discovery_endpoint']).toBe(`${authority}/common/.well-known/openid-configuration`)
    expect(answer['api-version']).toBe('1.0')
  })

  it('lists the public cloud with its aliases, cached under login.windows.net', async () => {
    const { metadata } = await document(ask('https://login.microsoftonline.com/common/oauth2/authorize'))
    expect(metadata).toContainEqual({
      preferred_network: 'login.microsoftonline.com',
      preferred_cache: 'login.windows.net',
      aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
    })
  })

  it.each([
    ['https://login.microsoftonline.com.evil.example/common/oauth2/authorize', [400, 'invalid_instance', 50049]],
    ['not a url', [400, 'invalid_request', 50050]],
    ['', [400, 'invalid_request', 900144]],
  ])('refuses %s', async (endpoint, expected) => {
    expect(await refusal(await fetch(`${authority}${ask(endpoint)}`))).toEqual(expected)
  })
})

describe('user realm', () => {
  it.each(['userrealm', 'UserRealm'])('/common/%s: a managed domain, with all that MSAL Go asks for', async (name) => {
    expect(await document(`/common/${name}/${encodeURIComponent(ids.ada.upn)}?api-version=1.0`)).toEqual({
      ver: '1.0',
      account_type: 'Managed',
      domain_name: ids.domain,
      cloud_instance_name: 'microsoftonline.com',
      cloud_audience_urn: 'urn:federation:MicrosoftOnline',
    })
  })

  it('a tenant id in place of a domain', async () => {
    expect(await document(`/common/userrealm/${ids.tenantId}`)).toMatchObject({ account_type: 'Unknown' })
  })

  it('an unknown domain', async () => {
    expect(await document('/common/userrealm/a@unknown.example?api-version=1.0')).toMatchObject({
      account_type: 'Unknown',
    })
  })

  it('a name that is not valid percent-encoding', async () => {
    expect((await fetch(`${authority}/common/userrealm/%zz`)).status).toBe(200)
  })
})
