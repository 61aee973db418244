import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientSecret, connect, type TokenCredential, usernamePassword } from '../../src/index.ts'
import { type Handler, json, Network } from '../support/network.ts'
import {
  challenge,
  clientId,
  environmentUrl,
  formOf,
  issuing,
  publicAuthority,
  secret,
  tenantId,
} from '../support/samples.ts'

const password = 'canary-password-1d7e'

function challenging(header: string): Handler {
  return () => ({
    status: 401,
    headers: { 'www-authenticate': header, 'content-type': 'text/html' },
    body: 'HTTP Error 401',
  })
}

/** Connects with a secret, and asks for a token if that works. */
async function signIn(network: Network, options: { environmentUrl: string; authorityHost?: string }) {
  const { fetch } = network
  const connection = await connect({
    ...options,
    credential: clientSecret({ clientId, clientSecret: secret, fetch }),
    fetch,
  })
  await connection.getToken()
  return connection
}

function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (failure: unknown) => failure,
  )
}

describe('connect', () => {
  it('learns the tenant from the challenge, asking once and without a token', async () => {
    const network = new Network().host(environmentUrl, challenging(challenge())).host(publicAuthority, issuing())
    const connection = await signIn(network, { environmentUrl: `${environmentUrl}/` })

    expect(connection).toMatchObject({ environmentUrl, tenantId, authorityHost: publicAuthority })
    expect(network.arrivedAt(environmentUrl)).toMatchObject([{ method: 'GET', path: '/api/data/v9.2/' }])
    expect(network.arrivedAt(environmentUrl)[0]?.headers.authorization).toBeUndefined()
    const [request] = network.arrivedAt(publicAuthority)
    expect(request?.path).toBe(`/${tenantId}/oauth2/v2.0/token`)
    // "Use OAuth authentication with Microsoft Dataverse": confidential clients ask for .default.
    expect(formOf(request)).toMatchObject({ scope: `${environmentUrl}/.default` })
  })

  it('asks for user_impersonation in the name of a person, and takes common for organizations', async () => {
    const header = challenge(environmentUrl, publicAuthority, 'common')
    const network = new Network().host(environmentUrl, challenging(header)).host(publicAuthority, issuing())
    const { fetch } = network
    const credential = usernamePassword({ clientId, username: 'ada@contoso.com', password, fetch })
    const connection = await connect({ environmentUrl, credential, fetch })
    await connection.getToken()

    const [request] = network.arrivedAt(publicAuthority)
    expect(request?.path).toBe('/organizations/oauth2/v2.0/token')
    expect(formOf(request)).toMatchObject({ scope: `${environmentUrl}/user_impersonation` })
  })

  it('signs in at the cloud of the environment, whichever of its aliases the challenge names', async () => {
    const network = new Network()
      .host(environmentUrl, challenging(challenge(environmentUrl, 'https://login.windows.net')))
      .host(publicAuthority, issuing())
    expect(await signIn(network, { environmentUrl })).toMatchObject({ authorityHost: publicAuthority })
  })

  it.each([
    ['https://contoso.crm.microsoftdynamics.us', 'https://login.microsoftonline.us'],
    ['https://contoso.crm.appsplatform.us', 'https://login.microsoftonline.us'],
    ['https://contoso.crm.dynamics.cn', 'https://login.partner.microsoftonline.cn'],
    ['https://contoso.crm9.dynamics.com', 'https://login.microsoftonline.com'],
    ['https://contoso.api.crm17.dynamics.com', 'https://login.microsoftonline.com'],
  ])('connects %s through %s', async (url, authority) => {
    const network = new Network().host(url, challenging(challenge(url, authority))).host(authority, issuing())
    expect(await signIn(network, { environmentUrl: url })).toMatchObject({ authorityHost: authority })
  })

  it('takes an unknown host with the authority that the caller named', async () => {
    const url = 'https://localhost:8444'
    const authorityHost = 'https://localhost:8443'
    const network = new Network().host(url, challenging(challenge(url, authorityHost))).host(authorityHost, issuing())
    expect(await signIn(network, { environmentUrl: url, authorityHost })).toMatchObject({ tenantId, authorityHost })
  })

  it('takes the authority that the credential was made for', async () => {
    const url = 'https://localhost:8444'
    const authorityHost = 'https://localhost:8443'
    const network = new Network().host(url, challenging(challenge(url, authorityHost))).host(authorityHost, issuing())
    const credential = clientSecret({ clientId, clientSecret: secret, authorityHost, fetch: network.fetch })
    expect(await connect({ environmentUrl: url, credential, fetch: network.fetch })).toMatchObject({ authorityHost })
  })

  it.each([
    ['to the credential', { tenantId }, {}],
    ['to connect', {}, { tenantId: tenantId.toUpperCase() }],
    ['to both', { tenantId }, { tenantId }],
  ])('asks nothing when the tenant was given %s', async (_, forCredential, forConnect) => {
    const network = new Network().host(publicAuthority, issuing())
    const { fetch } = network
    const credential = clientSecret({ clientId, clientSecret: secret, fetch, ...forCredential })
    const connection = await connect({ environmentUrl, credential, fetch, ...forConnect })
    expect(connection).toMatchObject({ tenantId, authorityHost: publicAuthority })
    expect(network.bytesBeyond()).toBe('')
    await connection.getToken()
    expect(network.arrivedAt(publicAuthority)[0]?.path).toBe(`/${tenantId}/oauth2/v2.0/token`)
  })

  it('lets a credential of another library decide by itself, and asks nothing', async () => {
    const asked: unknown[] = []
    const credential: TokenCredential = {
      getToken: async (...call) => {
        asked.push(call)
        return { token: 'theirs', expiresOnTimestamp: 0 }
      },
    }
    const network = new Network()
    const connection = await connect({ environmentUrl, credential, fetch: network.fetch })
    expect((await connection.getToken()).token).toBe('theirs')
    expect(asked).toEqual([[`${environmentUrl}/.default`, undefined]])
    expect(connection.tenantId).toBeUndefined()
    expect(network.bytesBeyond()).toBe('')
  })
})

describe('connect refuses', () => {
  const credential = clientSecret({ clientId, clientSecret: secret })
  const localhost = { environmentUrl: 'https://localhost:8444' }

  it.each([
    ['http', { environmentUrl: 'http://contoso.crm4.dynamics.com', credential }, 'environmentUrl'],
    ['no scheme', { environmentUrl: 'contoso.crm4.dynamics.com', credential }, 'environmentUrl'],
    ['a path', { environmentUrl: `${environmentUrl}/main.aspx?x=1`, credential }, 'environmentUrl'],
    ['a user name', { environmentUrl: 'https://a:b@contoso.crm4.dynamics.com', credential }, 'environmentUrl'],
    ['an odd version', { environmentUrl, credential, apiVersion: '../../evil' }, 'apiVersion'],
    ['an authority over http', { ...localhost, credential, authorityHost: 'http://localhost:1' }, 'authorityHost'],
    [
      'another cloud’s authority',
      { environmentUrl, credential, authorityHost: 'login.microsoftonline.us' },
      'authorityHost',
    ],
    ['a tenant without an authority, outside of the clouds', { ...localhost, credential, tenantId }, 'authorityHost'],
    ['common for an application', { environmentUrl, credential, tenantId: 'common' }, 'tenantId'],
    [
      'two different tenants',
      {
        environmentUrl,
        credential: clientSecret({ clientId, clientSecret: secret, tenantId }),
        tenantId: 'contoso.com',
      },
      'tenantId',
    ],
    [
      'two different authorities',
      {
        ...localhost,
        credential: clientSecret({ clientId, clientSecret: secret, authorityHost: 'https://localhost:1' }),
        authorityHost: 'https://localhost:2',
      },
      'authorityHost',
    ],
    [
      'a tenant for a credential of another library',
      { environmentUrl, credential: { getToken: async () => null }, tenantId },
      'tenantId',
    ],
  ])('%s, naming the option and sending nothing', async (_, options, option) => {
    const network = new Network()
    const failure = await failureOf(connect({ ...options, fetch: network.fetch }))
    expect(failure).toMatchObject({ name: 'ConfigurationError', option })
    expect(network.bytesBeyond()).toBe('')
  })

  it('a credential that is none', async () => {
    const outcome: unknown = Reflect.apply(connect, undefined, [{ environmentUrl }])
    await expect(outcome).rejects.toMatchObject({ option: 'credential' })
  })

  it('to reach for an environment that cannot be reached, saying which', async () => {
    const fetch = () => Promise.reject(new TypeError('fetch failed'))
    const failure = await failureOf(connect({ environmentUrl, credential, fetch }))
    expect(failure).toMatchObject({ name: 'TransportError', origin: environmentUrl })
  })
})

describe('a challenge is refused', () => {
  const bearer = (authorizationUri: string, resourceId: string) =>
    challenging(`Bearer authorization_uri=${authorizationUri}, resource_id=${resourceId}`)
  const good = `${publicAuthority}/${tenantId}/oauth2/authorize`
  const own = `${environmentUrl}/`

  it.each<[string, Handler, string]>([
    ['200', () => ({ status: 200, headers: { 'www-authenticate': challenge() } }), 'unexpected_status'],
    ['404', () => ({ status: 404 }), 'unexpected_status'],
    ['a redirect', () => ({ status: 302, headers: { location: 'https://evil.example/' } }), 'unexpected_status'],
    ['401 with nothing', () => ({ status: 401 }), 'no_bearer_challenge'],
    ['401 with Basic', challenging('Basic realm="x"'), 'no_bearer_challenge'],
    ['no authorization_uri', challenging(`Bearer resource_id=${own}`), 'missing_parameter'],
    ['no resource_id', challenging(`Bearer authorization_uri=${good}`), 'missing_parameter'],
    ['authority over http', bearer(good.replace('https:', 'http:'), own), 'malformed_url'],
    ['authority that is no URL', bearer('login', own), 'malformed_url'],
    [
      'authority with a user name',
      bearer('https://login.microsoftonline.com@evil.example/t/oauth2/authorize', own),
      'malformed_url',
    ],
    ['resource over http', bearer(good, own.replace('https:', 'http:')), 'malformed_url'],
    ['resource with a user name', bearer(good, 'https://contoso.crm4.dynamics.com@evil.example/'), 'malformed_url'],
    ['resource that is an ID', bearer(good, '00000007-0000-0000-c000-000000000000'), 'malformed_url'],
    ['authority that looks alike', bearer(good.replace('.com/', '.com.evil.example/'), own), 'authority_not_trusted'],
    ['authority at another port', bearer(good.replace('.com/', '.com:8443/'), own), 'authority_not_trusted'],
    ['authority of another cloud', bearer(good.replace('.com/', '.us/'), own), 'authority_not_trusted'],
    ['resource of another environment', bearer(good, 'https://victim.crm4.dynamics.com/'), 'resource_mismatch'],
    [
      'resource that begins the same',
      bearer(good, 'https://contoso.crm4.dynamics.com.evil.example/'),
      'resource_mismatch',
    ],
    ['resource at another port', bearer(good, 'https://contoso.crm4.dynamics.com:444/'), 'resource_mismatch'],
    ['tenant that is a word', bearer(`${publicAuthority}/x/oauth2/authorize`, own), 'malformed_tenant'],
    ['no tenant', bearer(`${publicAuthority}/`, own), 'malformed_tenant'],
    ['tenant that climbs', bearer(`${publicAuthority}/..%2f..%2fx/oauth2/authorize`, own), 'malformed_tenant'],
    ['common for an application', bearer(good.replace(tenantId, 'common'), own), 'tenant_not_specific'],
  ])('%s', async (_, handler, reason) => {
    const network = new Network().host(environmentUrl, handler)
    const failure = await failureOf(signIn(network, { environmentUrl }))
    expect(failure).toMatchObject({ name: 'ChallengeError', code: 'VERSEKEY_CHALLENGE', reason, environmentUrl })
    expect(network.bytesBeyond(environmentUrl)).toBe('')
    expect(network.bytesTo(environmentUrl)).not.toContain(secret)
  })

  it('from a host of no known cloud while no authority was named, and the message says how to name it', async () => {
    const url = 'https://localhost:8444'
    const network = new Network().host(url, challenging(challenge(url, 'https://localhost:8443')))
    const failure = await failureOf(signIn(network, { environmentUrl: url }))
    expect(failure).toMatchObject({ reason: 'authority_not_trusted' })
    expect(String(failure)).toContain("authorityHost: 'https://localhost:8443'")
    expect(network.bytesBeyond(url)).toBe('')
  })

  it('from a host of no known cloud while another authority was named, and the message names both', async () => {
    const url = 'https://localhost:8444'
    const network = new Network().host(url, challenging(challenge(url, 'https://localhost:8443')))
    const failure = await failureOf(signIn(network, { environmentUrl: url, authorityHost: 'https://localhost:8449' }))
    expect(failure).toMatchObject({ reason: 'authority_not_trusted' })
    expect(String(failure)).toContain('the authority that was named is https://localhost:8449')
    expect(String(failure)).toContain("authorityHost: 'https://localhost:8443'")
    expect(network.bytesBeyond(url)).toBe('')
  })

  it('from a host that looks like an environment, naming the true authority', async () => {
    const url = 'https://contoso.crm.dynamics.com.evil.example'
    const network = new Network().host(url, challenging(challenge(url)))
    expect(await failureOf(signIn(network, { environmentUrl: url }))).toMatchObject({ reason: 'authority_not_trusted' })
    expect(network.bytesBeyond(url)).toBe('')
  })
})

describe('a hostile environment', () => {
  const evilHosts = fc.constantFrom(
    'evil.example',
    'login.microsoftonline.com.evil.example',
    'login.microsoftonline.com-evil.example',
    'evil-login.microsoftonline.com',
    'westus.login.microsoftonline.com',
    'login.microsoftonline.com@evil.example',
    'login.microsoftonline.com:443@evil.example',
    'login.microsoftonline.com:8443',
    'login.microsoftonline.com.',
    'login.microsoftonline.us',
    'login.partner.microsoftonline.cn',
    'login.microsoftonline.com%2eevil.example',
    'login.microsoftonline.com\\@evil.example',
    'login.microsoftonline.com#@evil.example',
    'login.microsoftonline.com?@evil.example',
    'ⅼogin.microsoftonline.com',
    'login。microsoftonline。com.evil.example',
    '[::1]',
    '127.0.0.1',
    'contoso.crm4.dynamics.com',
  )
  const scheme = fc.constantFrom('https://', 'HTTPS://', 'http://', 'https:', 'https:\\\\', '//', 'javascript:', '')
  const path = fc.constantFrom(
    `/${tenantId}/oauth2/authorize`,
    '/common/oauth2/authorize',
    '/',
    '',
    '//evil.example/',
    '/../evil.example',
    `/${tenantId}@evil.example`,
  )
  const address = fc.oneof(
    fc.constant(`${publicAuthority}/${tenantId}/oauth2/authorize`),
    fc.tuple(scheme, evilHosts, path).map((parts) => parts.join('')),
    fc.webUrl(),
    fc.string(),
  )
  const resource = fc.oneof(fc.constant(`${environmentUrl}/`), address)
  const known = `${publicAuthority}/${tenantId}/oauth2/authorize`

  /** The header, without characters that none can carry. */
  function headerOf(authorizationUri: string, resourceId: string): string {
    const header = `Bearer authorization_uri="${authorizationUri}", resource_id="${resourceId}"`
    return header.replace(/[^\x20-\x7e]/g, '')
  }

  /**
   * What has to become of a challenge: `undefined` if it is to be believed, else the reasons that may be given. Of all
   * authorities drawn one is right, and resources are right when they lead to the host that was asked.
   */
  function verdictOn(authorizationUri: string, resourceId: string, right: { authority: string; host: string }) {
    const isResource = new RegExp(`^https:[/\\\\]*${right.host.replaceAll('.', '\\.')}(/|$)`, 'i').test(resourceId)
    const forResource = isResource ? [] : ['malformed_url', 'resource_mismatch']
    if (authorizationUri === right.authority) return isResource ? undefined : forResource
    return ['authority_not_trusted', 'malformed_tenant', 'malformed_url', 'missing_parameter', ...forResource]
  }

  it('never gets a secret, password or token sent anywhere but to the authority of its cloud', async () => {
    const trusted = publicAuthority
    let signIns = 0
    await fc.assert(
      fc.asyncProperty(address, resource, fc.boolean(), async (authorizationUri, resourceId, asPerson) => {
        const sent: { url: string; text: string }[] = []
        const header = headerOf(authorizationUri, resourceId)
        const fetch = async (url: string, init: RequestInit) => {
          sent.push({ url, text: `${init.body} ${JSON.stringify(Object.fromEntries(new Headers(init.headers)))}` })
          if (new URL(url).origin !== environmentUrl)
            return Response.json({ token_type: 'Bearer', expires_in: 3599, access_token: 'canary-token' })
          return new Response(null, { status: 401, headers: { 'www-authenticate': header } })
        }
        const credential = asPerson
          ? usernamePassword({ clientId, username: 'ada@contoso.com', password, fetch })
          : clientSecret({ clientId, clientSecret: secret, fetch })
        const connecting = connect({ environmentUrl, credential, fetch })
        const reasons = verdictOn(authorizationUri, resourceId, {
          authority: known,
          host: new URL(environmentUrl).host,
        })
        if (reasons === undefined) await (await connecting).fetch('WhoAmI')
        else await expect(connecting).rejects.toMatchObject({ reason: expect.toBeOneOf(reasons) })
        for (const { url, text } of sent) {
          const { origin } = new URL(url)
          expect([environmentUrl, trusted]).toContain(origin)
          if (origin === trusted) signIns++
          else expect(text).not.toMatch(new RegExp(`${secret}|${password}`))
          if (origin !== environmentUrl) expect(text).not.toContain('canary-token')
        }
      }),
      { numRuns: 1000 },
    )
    // The one good challenge among them is believed.
    expect(signIns).toBeGreaterThan(0)
  })

  it('of an unknown host never gets a secret sent anywhere but to the authority that was named', async () => {
    const url = 'https://contoso.crm.dynamics.com.evil.example'
    const named = 'https://localhost:8443'
    const authority = fc.oneof(fc.constant(`${named}/${tenantId}/oauth2/authorize`), address)
    let believed = 0
    await fc.assert(
      fc.asyncProperty(authority, fc.oneof(fc.constant(`${url}/`), address), async (authorizationUri, resourceId) => {
        const origins = new Set<string>()
        const header = headerOf(authorizationUri, resourceId)
        const fetch = async (target: string) => {
          origins.add(new URL(target).origin)
          return new Response(null, { status: 401, headers: { 'www-authenticate': header } })
        }
        const credential = clientSecret({ clientId, clientSecret: secret, fetch })
        const connecting = connect({ environmentUrl: url, credential, authorityHost: named, fetch })
        const reasons = verdictOn(authorizationUri, resourceId, {
          authority: `${named}/${tenantId}/oauth2/authorize`,
          host: new URL(url).host,
        })
        if (reasons === undefined) believed += (await connecting).authorityHost === named ? 1 : 0
        else await expect(connecting).rejects.toMatchObject({ reason: expect.toBeOneOf(reasons) })
        expect(origins).toEqual(new Set([url]))
      }),
      { numRuns: 500 },
    )
    expect(believed).toBeGreaterThan(0)
  })
})

it('a token request that fails names the environment’s tenant and authority', async () => {
  const network = new Network()
    .host(environmentUrl, challenging(challenge()))
    .host(publicAuthority, () => json(400, { error: 'unauthorized_client', error_codes: [700016] }))
  const failure = await failureOf(signIn(network, { environmentUrl }))
  expect(failure).toMatchObject({ name: 'TokenEndpointError', errorCodes: [700016] })
  expect(String(failure)).toContain(tenantId)
})
