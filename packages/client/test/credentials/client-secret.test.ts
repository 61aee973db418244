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

  it.each([
    'login.microsoftonline.us',
    'https://login.microsoftonline.us',
    'https://login.microsoftonline.us/',
    new URL('https://login.microsoftonline.us'),
  ])('takes authorityHost %s', async (authorityHost) => {
    const network = new Network().host('https://login.microsoftonline.us', issuing())
    const credential = clientSecret({ clientId, clientSecret: secret, tenantId, authorityHost, fetch: network.fetch })

    await credential.getToken(scope)

    expect(credential.authorityHost).toBe('https://login.microsoftonline.us')
    expect(network.arrivedAt('https://login.microsoftonline.us')).toHaveLength(1)
  })

  it.each([
    ['localhost:8443', 'https://localhost:8443'],
    ['127.0.0.1:8443', 'https://127.0.0.1:8443'],
    ['[::1]:8443', 'https://[::1]:8443'],
    ['https://emulator:8443', 'https://emulator:8443'],
  ])('takes authorityHost %s for %s', (authorityHost, origin) => {
    expect(clientSecret({ clientId, clientSecret: secret, authorityHost }).authorityHost).toBe(origin)
  })

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
    ['an authority that is a bare word', { ...good, authorityHost: 'contoso' }, 'authorityHost'],
    // Characters that URLs take in a host, names in the DNS do not have, and Entra's secrets are made of.
    ['an authority of odd characters', { ...good, authorityHost: 'https://aB3.8Q~cD_eF-gH' }, 'authorityHost'],
    ['a client ID that is no GUID', { ...good, clientId: 'aB38Q~cDeFgH' }, 'clientId'],
  ])('%s, naming the option', (_, options, option) => {
    expect(() => clientSecret(options)).toThrow(
      expect.objectContaining({ name: 'ConfigurationError', code: 'VERSEKEY_CONFIGURATION', option }),
    )
  })

  it('without showing the value, but with its length and its first odd character', () => {
    expect(() => clientSecret({ ...good, tenantId: 'aB38Q~cDeFgH' })).toThrow(
      "tenantId: a text of 12 characters, of which number 6 is '~' is neither a GUID nor a domain name such as contoso.onmicrosoft.com",
    )
  })

  it.each([
    ['no options', undefined, 'options'],
    ['a client ID that is a number', { ...good, clientId: 7 }, 'clientId'],
    ['a tenant that is an object', { ...good, tenantId: {} }, 'tenantId'],
    ['an authority that is a number', { ...good, authorityHost: 8443 }, 'authorityHost'],
    ['an authority that is null', { ...good, authorityHost: null }, 'authorityHost'],
    ['an authority over http as a URL', { ...good, authorityHost: new URL('http://localhost') }, 'authorityHost'],
    ['a secret that is bytes', { ...good, clientSecret: Buffer.from('x') }, 'clientSecret'],
    ['a cache that is a Map', { ...good, cache: new Map() }, 'cache'],
    ['a fetch that is no function', { ...good, fetch: {} }, 'fetch'],
    ['a clock that is a time', { ...good, clock: 0 }, 'clock'],
  ])('%s, as a caller without types may give it', (_, options, option) => {
    expect(() => Reflect.apply(clientSecret, undefined, [options])).toThrow(
      expect.objectContaining({ name: 'ConfigurationError', option }),
    )
  })

  it.each([
    ['claims', { claims: {} }],
    ['abortSignal', { abortSignal: {} }],
    ['tenantId', { tenantId: 7 }],
    ['authorityHost', { authorityHost: {} }],
  ])('%s of the wrong type in a call, by rejecting', async (option, options) => {
    const credential = clientSecret({ clientId, clientSecret: secret, fetch: networkWithAuthority().fetch })
    const outcome: unknown = Reflect.apply(credential.getToken, credential, [scope, { tenantId, ...options }])
    await expect(outcome).rejects.toMatchObject({ name: 'ConfigurationError', option })
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
