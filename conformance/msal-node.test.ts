import {
  type AuthenticationResult,
  ClientAuthError,
  ConfidentialClientApplication,
  InteractionRequiredAuthError,
  type NodeAuthOptions,
  PublicClientApplication,
  ServerError,
} from '@azure/msal-node'
import { afterAll, describe, expect, it } from 'vitest'
import { expectCaller } from './support/expect-caller.ts'
import { randomCertificate, randomGuid, randomSecret } from './support/random-identity.ts'
import type { ApplicationWithCertificate, ApplicationWithSecret, Person } from './support/random-world.ts'
import { formsSentDuring } from './support/sent-forms.ts'
import { openStage } from './support/stage.ts'

const stage = await openStage()
afterAll(() => stage.close())
const { authority, authorityHost, cast, environment } = stage

const appScopes = [`${environment}/.default`]
const userScopes = [`${environment}/user_impersonation`]
const metadataRequest = `GET ${authority}/${cast.tenantId}/v2.0/.well-known/openid-configuration 200`
const tokenRequest = `POST ${authority}/${cast.tenantId}/oauth2/v2.0/token 200`

/** The one setting that makes a local authority acceptable to MSAL: its host, with the port, is a known one. */
function auth(options: Partial<NodeAuthOptions> & { readonly clientId: string }): { auth: NodeAuthOptions } {
  return { auth: { authority: `${authority}/${cast.tenantId}`, knownAuthorities: [authorityHost], ...options } }
}

function clientWithSecret({ clientId, secret }: Pick<ApplicationWithSecret, 'clientId' | 'secret'>) {
  return new ConfidentialClientApplication(auth({ clientId, clientSecret: secret }))
}

function clientWithCertificate({ clientId, certificate }: ApplicationWithCertificate) {
  const { sha256Thumbprint, privateKeyPem } = certificate
  return new ConfidentialClientApplication(
    auth({ clientId, clientCertificate: { thumbprintSha256: sha256Thumbprint, privateKey: privateKeyPem } }),
  )
}

function publicClient({ clientId }: { readonly clientId: string }) {
  return new PublicClientApplication(auth({ clientId }))
}

function signInOf({ userPrincipalName, password }: Person) {
  return { scopes: userScopes, username: userPrincipalName, password }
}

function tokenOf(result: AuthenticationResult | null): string {
  expect(result).toMatchObject({ tokenType: 'Bearer', tenantId: expect.any(String), accessToken: expect.any(String) })
  return result?.accessToken ?? ''
}

describe('acquireTokenByClientCredential with a client secret', () => {
  it('signs in as the application user', async () => {
    const result = await clientWithSecret(cast.integration).acquireTokenByClientCredential({ scopes: appScopes })
    await expectCaller(stage, tokenOf(result), cast.integration)
  })

  it('asks for the metadata, then for a token, and from then on for nothing', async () => {
    const client = clientWithSecret(cast.integration)
    const acquire = () => client.acquireTokenByClientCredential({ scopes: appScopes })
    expect(await stage.requestsDuring(acquire)).toEqual([metadataRequest, tokenRequest])
    expect(await stage.requestsDuring(acquire)).toEqual([])
    expect(await acquire()).toMatchObject({ fromCache: true, scopes: appScopes })
  })

  it('learns the tenant id from the metadata when the authority names a domain', async () => {
    const { clientId, secret } = cast.integration
    const client = new ConfidentialClientApplication(
      auth({ clientId, clientSecret: secret, authority: `${authority}/${cast.domain}` }),
    )
    const acquire = () => client.acquireTokenByClientCredential({ scopes: appScopes })
    expect(await stage.requestsDuring(acquire)).toEqual([
      `GET ${authority}/${cast.domain}/v2.0/.well-known/openid-configuration 200`,
      tokenRequest,
    ])
    await expectCaller(stage, tokenOf(await acquire()), cast.integration)
  })
})

describe('acquireTokenByClientCredential with a certificate', () => {
  const { sha256Thumbprint, sha1Thumbprint, privateKeyPem: privateKey, certificatePem: x5c } = cast.warehouse.certificate

  it.each([
    ['thumbprintSha256', { thumbprintSha256: sha256Thumbprint, privateKey }],
    ['thumbprintSha256 and x5c', { thumbprintSha256: sha256Thumbprint, privateKey, x5c }],
    ['the deprecated SHA-1 thumbprint', { thumbprint: sha1Thumbprint, privateKey }],
  ])('signs in as the application user by %s', async (_setting, clientCertificate) => {
    const client = new ConfidentialClientApplication(auth({ clientId: cast.warehouse.clientId, clientCertificate }))
    const result = await client.acquireTokenByClientCredential({ scopes: appScopes })
    await expectCaller(stage, tokenOf(result), cast.warehouse)
  })

  it('is served again when it sends the same assertion again', async () => {
    const client = clientWithCertificate(cast.warehouse)
    const acquire = () => client.acquireTokenByClientCredential({ scopes: appScopes, skipCache: true })
    const sent = await formsSentDuring(async () => {
      expect(await stage.requestsDuring(acquire)).toEqual([metadataRequest, tokenRequest])
      expect(await stage.requestsDuring(acquire)).toEqual([tokenRequest])
    })
    const [first, second] = sent.map((form) => form.get('client_assertion'))
    // Compared here, so that no assertion is printed when they differ. MSAL keeps one for ten minutes, jti and all.
    expect(first !== null && first === second).toBe(true)
  })
})

describe('acquireTokenByUsernamePassword', () => {
  it.each([
    ['PublicClientApplication', () => publicClient(cast.desktopClient)],
    ['ConfidentialClientApplication', () => clientWithSecret(cast.portal)],
  ])('signs in as the person through a %s, with no application user', async (_class, createClient) => {
    const result = await createClient().acquireTokenByUsernamePassword(signInOf(cast.person))
    expect(cast.person.systemUserId).not.toBe(cast.integration.systemUserId)
    await expectCaller(stage, tokenOf(result), cast.person)
  })

  it('tells who signed in: client_info and the id token agree', async () => {
    const result = await publicClient(cast.desktopClient).acquireTokenByUsernamePassword(signInOf(cast.person))
    const { objectId, userPrincipalName } = cast.person
    expect(result).toMatchObject({
      uniqueId: objectId,
      tenantId: cast.tenantId,
      account: { homeAccountId: `${objectId}.${cast.tenantId}`, username: userPrincipalName, environment: authorityHost },
      idTokenClaims: { iss: `${authority}/${cast.tenantId}/v2.0`, aud: cast.desktopClient.clientId, oid: objectId },
    })
  })

  it('asks each time, while acquireTokenSilent asks for nothing', async () => {
    const client = publicClient(cast.desktopClient)
    const signIn = () => client.acquireTokenByUsernamePassword(signInOf(cast.person))
    expect(await stage.requestsDuring(signIn)).toEqual([metadataRequest, tokenRequest])
    expect(await stage.requestsDuring(signIn)).toEqual([tokenRequest])
    const [account] = await client.getTokenCache().getAllAccounts()
    if (account === undefined) throw new TypeError('MSAL has kept no account')
    const silent = () => client.acquireTokenSilent({ account, scopes: userScopes })
    expect(await stage.requestsDuring(silent)).toEqual([])
    await expectCaller(stage, tokenOf(await silent()), cast.person)
  })
})

/** Codes and classes: Microsoft identity platform, AADSTS error codes; MSAL Node, error handling. */
describe('refusals', () => {
  const asApplication = (client: ConfidentialClientApplication) =>
    client.acquireTokenByClientCredential({ scopes: appScopes })
  const wrongPassword = { ...cast.person, password: randomSecret() }

  it.each([
    [
      'a wrong secret',
      7000215,
      'invalid_client',
      401,
      () => asApplication(clientWithSecret({ ...cast.integration, secret: randomSecret() })),
    ],
    ['an expired secret', 7000222, 'invalid_client', 401, () => asApplication(clientWithSecret(cast.expired))],
    [
      'an unknown application',
      700016,
      'unauthorized_client',
      400,
      () => asApplication(clientWithSecret({ ...cast.integration, clientId: randomGuid() })),
    ],
    [
      'a certificate that is not registered',
      700027,
      'invalid_client',
      401,
      () => asApplication(clientWithCertificate({ ...cast.warehouse, certificate: randomCertificate() })),
    ],
    [
      'a wrong password',
      50126,
      'invalid_grant',
      400,
      () => publicClient(cast.desktopClient).acquireTokenByUsernamePassword(signInOf(wrongPassword)),
    ],
  ])('raises ServerError for %s: AADSTS%i', async (_cause, code, errorCode, status, acquire) => {
    const error = await failureOf(acquire())
    expect(error).toBeInstanceOf(ServerError)
    expect(error).toMatchObject({ errorCode, errorNo: code, status })
    expect(error).toHaveProperty('errorMessage', expect.stringContaining(`AADSTS${code}: `))
  })

  it.each([
    [
      'multifactor authentication',
      50076,
      'basic_action',
      () => publicClient(cast.desktopClient).acquireTokenByUsernamePassword(signInOf(cast.personWithMfa)),
    ],
    [
      'missing consent',
      65001,
      'consent_required',
      () => publicClient(cast.unconsentedClient).acquireTokenByUsernamePassword(signInOf(cast.person)),
    ],
  ])('raises InteractionRequiredAuthError for %s: AADSTS%i', async (_cause, code, subError, acquire) => {
    const error = await failureOf(acquire())
    expect(error).toBeInstanceOf(InteractionRequiredAuthError)
    expect(error).toMatchObject({ errorCode: 'invalid_grant', errorNo: code, subError })
    expect(error).toHaveProperty('errorMessage', expect.stringContaining(`AADSTS${code}: `))
  })

  it('hands out the correlation id that the application set', async () => {
    const correlationId = randomGuid()
    const client = clientWithSecret({ ...cast.integration, secret: randomSecret() })
    const error = await failureOf(client.acquireTokenByClientCredential({ scopes: appScopes, correlationId }))
    expect(error).toHaveProperty('errorMessage', expect.stringContaining(`Correlation ID: ${correlationId}`))
  })

  it('raises ClientAuthError for an unknown tenant, without the reason: the metadata is refused', async () => {
    const { clientId, secret } = cast.integration
    const unknownTenant = randomGuid()
    const client = new ConfidentialClientApplication(
      auth({ clientId, clientSecret: secret, authority: `${authority}/${unknownTenant}` }),
    )
    const requests = await stage.requestsDuring(async () => {
      const error = await failureOf(asApplication(client))
      expect(error).toBeInstanceOf(ClientAuthError)
      expect(error).toMatchObject({ errorCode: 'endpoints_resolution_error' })
    })
    expect(requests).toEqual([`GET ${authority}/${unknownTenant}/v2.0/.well-known/openid-configuration 400`])
  })

  it('asks nothing of an authority that is known without its port', async () => {
    const { clientId, secret } = cast.integration
    const client = new ConfidentialClientApplication(
      auth({ clientId, clientSecret: secret, knownAuthorities: ['localhost'] }),
    )
    expect(await stage.requestsDuring(() => failureOf(asApplication(client)))).toEqual([])
  })
})

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new TypeError('the client raised no error')
}
