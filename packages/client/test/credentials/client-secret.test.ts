import { describe, expect, it } from 'vitest'
import { clientSecret } from '../../src/index.ts'
import { Network } from '../support/network.ts'
import {
  clientId,
  formOf,
  issuing,
  ManualClock,
  networkWithAuthority,
  publicAuthority,
  scope,
  secret,
  tenantId,
} from '../support/samples.ts'

describe('clientSecret', () => {
  it('posts the client credentials grant to the v2 token endpoint of the tenant (RFC 6749 section 4.4.2)', async () => {
    const network = networkWithAuthority()
    const credential = clientSecret({ clientId, clientSecret: secret, tenantId, fetch: network.fetch })

    await credential.getToken(scope)

    const [request] = network.arrivedAt(publicAuthority)
    expect(request?.method).toBe('POST')
    expect(request?.path).toBe(`/${tenantId}/oauth2/v2.0/token`)
    expect(request?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/)
    expect(request?.headers.authorization).toBeUndefined()
    expect(request?.headers['client-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(formOf(request)).toEqual({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: secret,
      scope,
    })
    expect(network.bytesBeyond(publicAuthority)).toBe('')
  })

  it('gives the token with its times in milliseconds, frozen', async () => {
    const clock = new ManualClock()
    const network = networkWithAuthority()
    const credential = clientSecret({ clientId, clientSecret: secret, tenantId, fetch: network.fetch, clock })

    const token = await credential.getToken([scope])

    expect(token.token).toBe('token-1')
    expect(token.expiresOnTimestamp).toBe(clock.ms + 3_599_000)
    expect(token.refreshAfterTimestamp).toBeGreaterThan(clock.ms + 2_700_000)
    expect(token.refreshAfterTimestamp).toBeLessThan(clock.ms + 2_900_000)
    expect(Object.isFrozen(token)).toBe(true)
  })

  it('sends a claims challenge as the parameter "claims"', async () => {
    const network = networkWithAuthority()
    const credential = clientSecret({ clientId, clientSecret: secret, tenantId, fetch: network.fetch })
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}'

    await credential.getToken(scope, { claims })

    expect(formOf(network.arrived[0])).toMatchObject({ claims })
  })

  it.each([
    ['https://contoso.crm.dynamics.com/.default', 'https://login.microsoftonline.com'],
    ['https://contoso.crm9.dynamics.com/.default', 'https://login.microsoftonline.com'],
    ['https://contoso.api.crm.microsoftdynamics.us/.default', 'https://login.microsoftonline.us'],
    ['https://contoso.crm.appsplatform.us/.default', 'https://login.microsoftonline.us'],
    ['https://contoso.crm.dynamics.cn/.default', 'https://login.partner.microsoftonline.cn'],
    ['https://graph.microsoft.com/.default', 'https://login.microsoftonline.com'],
    ['https://contoso.crm.dynamics.cn.evil.example/.default', 'https://login.microsoftonline.com'],
  ])('without authorityHost signs in for %s at %s', async (resourceScope, authority) => {
    const network = new Network().host(authority, issuing())
    const credential = clientSecret({ clientId, clientSecret: secret, tenantId, fetch: network.fetch })

    await credential.getToken(resourceScope)

    expect(network.arrivedAt(authority)).toHaveLength(1)
    expect(network.bytesBeyond(authority)).toBe('')
  })

  it.each(['login.microsoftonline.us', 'https://login.microsoftonline.us', 'https://login.microsoftonline.us/'])(
    'takes authorityHost %s',
    async (authorityHost) => {
      const network = new Network().host('https://login.microsoftonline.us', issuing())
      const credential = clientSecret({ clientId, clientSecret: secret, tenantId, authorityHost, fetch: network.fetch })

      await credential.getToken(scope)

      expect(credential.authorityHost).toBe('https://login.microsoftonline.us')
      expect(network.arrivedAt('https://login.microsoftonline.us')).toHaveLength(1)
    },
  )

  it('takes tenant and authority from the call when it was made without', async () => {
    const network = new Network().host('https://localhost:8443', issuing())
    const credential = clientSecret({ clientId, clientSecret: secret, fetch: network.fetch })

    await credential.getToken(scope, { tenantId: 'contoso.onmicrosoft.com', authorityHost: 'https://localhost:8443' })

    expect(network.arrived[0]?.path).toBe('/contoso.onmicrosoft.com/oauth2/v2.0/token')
  })

  it('keeps to the tenant and authority it was made for', async () => {
    const network = networkWithAuthority()
    const options = { clientId, clientSecret: secret, tenantId, authorityHost: publicAuthority, fetch: network.fetch }

    await clientSecret(options).getToken(scope, { tenantId: 'other.example', authorityHost: 'https://evil.example' })

    expect(network.arrived[0]?.path).toBe(`/${tenantId}/oauth2/v2.0/token`)
    expect(network.bytesBeyond(publicAuthority)).toBe('')
  })
})

describe('clientSecret refuses', () => {
  const good = { clientId, clientSecret: secret, tenantId }

  it.each([
    ['an empty client ID', { ...good, clientId: '' }, 'clientId'],
    ['a client ID with a line break', { ...good, clientId: `${clientId}\n` }, 'clientId'],
    ['an empty secret', { ...good, clientSecret: '' }, 'clientSecret'],
    ['a secret with the line break of its file', { ...good, clientSecret: `${secret}\n` }, 'clientSecret'],
    ['a tenant that changes the path', { ...good, tenantId: '../evil' }, 'tenantId'],
    ['a tenant with a query', { ...good, tenantId: 'contoso.com?x=' }, 'tenantId'],
    ['a tenant that is a bare word', { ...good, tenantId: 'contoso' }, 'tenantId'],
    ['common', { ...good, tenantId: 'common' }, 'tenantId'],
    ['organizations', { ...good, tenantId: 'organizations' }, 'tenantId'],
    ['an authority over http', { ...good, authorityHost: 'http://localhost:8080' }, 'authorityHost'],
    [
      'an authority with a tenant',
      { ...good, authorityHost: `https://login.microsoftonline.com/${tenantId}` },
      'authorityHost',
    ],
    [
      'an authority with a user name',
      { ...good, authorityHost: 'https://login.microsoftonline.com@evil.example' },
      'authorityHost',
    ],
    ['an authority that is no host', { ...good, authorityHost: 'not a host' }, 'authorityHost'],
  ])('%s, naming the option', (_, options, option) => {
    expect(() => clientSecret(options)).toThrow(
      expect.objectContaining({ name: 'ConfigurationError', code: 'VERSEKEY_CONFIGURATION', option }),
    )
  })

  it('a call without any tenant, before anything is sent', async () => {
    const network = networkWithAuthority()
    const credential = clientSecret({ clientId, clientSecret: secret, fetch: network.fetch })

    await expect(credential.getToken(scope)).rejects.toMatchObject({ option: 'tenantId' })
    await expect(credential.getToken(scope, { tenantId: 'common' })).rejects.toMatchObject({ option: 'tenantId' })
    await expect(credential.getToken(scope, { tenantId: 'a/b' })).rejects.toMatchObject({ option: 'tenantId' })
    expect(network.bytesBeyond()).toBe('')
  })

  it.each([
    { scopes: '' },
    { scopes: [] },
    { scopes: [''] },
    { scopes: ['two  blanks'] },
    { scopes: 'tab\there' },
    { scopes: undefined },
    { scopes: null },
    { scopes: 7 },
  ])('$scopes as scopes, by rejecting and never by throwing', async ({ scopes }) => {
    const credential = clientSecret({ ...good, fetch: networkWithAuthority().fetch })
    // As a caller without types can.
    const outcome: unknown = Reflect.apply(credential.getToken, credential, [scopes])
    await expect(outcome).rejects.toMatchObject({ option: 'scopes' })
  })
})
