import { randomUUID } from 'node:crypto'
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
import { type ClientCertificate, makeClientCertificate } from '../packages/emulator/test/support/client-certificate.ts'
import type { Application, ApplicationWithCertificate, ApplicationWithSecret, Person } from './support/cast.ts'
import { expectCaller } from './support/expect-caller.ts'
import { failureOf } from './support/failure-of.ts'
import { formsSentDuring } from './support/sent-forms.ts'
import { openStage } from './support/stage.ts'

const stage = await openStage()
afterAll(() => stage.close())
const { authority, authorityHost, cast, environment } = stage

const appScopes = [`${environment}/.default`]
const userScopes = [`${environment}/user_impersonation`]
const metadataRequest = `GET ${authority}/${cast.tenantId}/v2.0/.well-known/openid-configuration 200`
const tokenRequest = (status = 200) => `POST ${authority}/${cast.tenantId}/oauth2/v2.0/token ${status}`

/** The one setting that makes a local authority acceptable to MSAL: its host, with the port, is a known one. */
const localAuthority = { authority: `${authority}/${cast.tenantId}`, knownAuthorities: [authorityHost] }

function confidentialClient(settings: NodeAuthOptions): ConfidentialClientApplication {
  return new ConfidentialClientApplication({ auth: { ...localAuthority, ...settings } })
}

function publicClient({ clientId }: Application): PublicClientApplication {
  return new PublicClientApplication({ auth: { ...localAuthority, clientId } })
}

function withSecret({ clientId, secret }: ApplicationWithSecret): NodeAuthOptions {
  return { clientId, clientSecret: secret }
}

function withCertificate({ clientId, certificate }: ApplicationWithCertificate): NodeAuthOptions {
  return {
    clientId,
    clientCertificate: { thumbprintSha256: hex(certificate.sha256), privateKey: pemOfKey(certificate) },
  }
}

function pemOfKey({ privateKey }: ClientCertificate): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** Portals and `openssl x509 -fingerprint` show thumbprints in hexadecimal, and MSAL wants them so. */
function hex(thumbprint: Buffer): string {
  return thumbprint.toString('hex')
}

function signInOf({ userPrincipalName, password }: Person) {
  return { scopes: userScopes, username: userPrincipalName, password }
}

function accessTokenOf(result: AuthenticationResult | null): string {
  expect(result?.tokenType).toBe('Bearer')
  return result?.accessToken ?? ''
}

describe('acquireTokenByClientCredential with a client secret', () => {
  it('signs in as the application user', async () => {
    const client = confidentialClient(withSecret(cast.nightlyIntegration))
    const result = await client.acquireTokenByClientCredential({ scopes: appScopes })
    await expectCaller(stage, accessTokenOf(result), cast.nightlyIntegration)
  })

  it('asks for the metadata, then for a token, and from then on for nothing', async () => {
    const client = confidentialClient(withSecret(cast.nightlyIntegration))
    const acquire = () => client.acquireTokenByClientCredential({ scopes: appScopes })
    expect(await stage.requestsDuring(acquire)).toEqual([metadataRequest, tokenRequest()])
    expect(await stage.requestsDuring(acquire)).toEqual([])
    expect(await acquire()).toMatchObject({ fromCache: true, scopes: appScopes })
  })
})

describe('acquireTokenByClientCredential with a certificate', () => {
  const { sha1, sha256, pem: x5c } = cast.warehouseSync.certificate
  const privateKey = pemOfKey(cast.warehouseSync.certificate)

  it.each([
    ['thumbprintSha256', { thumbprintSha256: hex(sha256), privateKey }],
    ['thumbprintSha256 and x5c', { thumbprintSha256: hex(sha256), privateKey, x5c }],
    ['the deprecated SHA-1 thumbprint', { thumbprint: hex(sha1), privateKey }],
  ])('signs in as the application user by %s', async (_settings, clientCertificate) => {
    const client = confidentialClient({ clientId: cast.warehouseSync.clientId, clientCertificate })
    const result = await client.acquireTokenByClientCredential({ scopes: appScopes })
    await expectCaller(stage, accessTokenOf(result), cast.warehouseSync)
  })

  it('keeps to a domain as its authority, in the token URL and so in the audience of the assertion', async () => {
    const client = confidentialClient({
      ...withCertificate(cast.warehouseSync),
      authority: `${authority}/${cast.domain}`,
    })
    const acquire = () => client.acquireTokenByClientCredential({ scopes: appScopes })
    expect(await stage.requestsDuring(acquire)).toEqual([
      `GET ${authority}/${cast.domain}/v2.0/.well-known/openid-configuration 200`,
      `POST ${authority}/${cast.domain}/oauth2/v2.0/token 200`,
    ])
    await expectCaller(stage, accessTokenOf(await acquire()), cast.warehouseSync)
  })

  it('is served again when it sends the same assertion again', async () => {
    const client = confidentialClient(withCertificate(cast.warehouseSync))
    const acquire = () => client.acquireTokenByClientCredential({ scopes: appScopes, skipCache: true })
    const forms = await formsSentDuring(async () => {
      expect(await stage.requestsDuring(acquire)).toEqual([metadataRequest, tokenRequest()])
      expect(await stage.requestsDuring(acquire)).toEqual([tokenRequest()])
    })
    const [first, second] = forms.map((form) => form.get('client_assertion'))
    // MSAL keeps an assertion for ten minutes, jti and all. Compared here so that none is printed when they differ.
    expect(typeof first === 'string' && first === second).toBe(true)
  })
})

describe('acquireTokenByUsernamePassword', () => {
  it('signs in as the person through a public client', async () => {
    const result = await publicClient(cast.reportingPortal).acquireTokenByUsernamePassword(signInOf(cast.alice))
    await expectCaller(stage, accessTokenOf(result), cast.alice)
  })

  it('signs in as the person through a confidential client that is another caller by itself', async () => {
    const client = confidentialClient(withSecret(cast.confidentialPortal))
    const asPerson = await client.acquireTokenByUsernamePassword(signInOf(cast.alice))
    const asItself = await client.acquireTokenByClientCredential({ scopes: appScopes })
    await expectCaller(stage, accessTokenOf(asPerson), cast.alice)
    await expectCaller(stage, accessTokenOf(asItself), cast.confidentialPortal)
  })

  it('finds the tenant by the domain of the user name at /organizations', async () => {
    const client = new PublicClientApplication({
      auth: { ...localAuthority, clientId: cast.reportingPortal.clientId, authority: `${authority}/organizations` },
    })
    const result = await client.acquireTokenByUsernamePassword(signInOf(cast.alice))
    expect(result?.tenantId).toBe(cast.tenantId)
    await expectCaller(stage, accessTokenOf(result), cast.alice)
  })

  it('tells who has signed in: client_info and id token agree', async () => {
    const { objectId, userPrincipalName } = cast.alice
    expect(await publicClient(cast.reportingPortal).acquireTokenByUsernamePassword(signInOf(cast.alice))).toMatchObject(
      {
        uniqueId: objectId,
        tenantId: cast.tenantId,
        account: {
          homeAccountId: `${objectId}.${cast.tenantId}`,
          username: userPrincipalName,
          environment: authorityHost,
        },
        idTokenClaims: { iss: `${authority}/${cast.tenantId}/v2.0`, aud: cast.reportingPortal.clientId, oid: objectId },
      },
    )
  })

  it('asks for a token each time, while acquireTokenSilent asks for nothing', async () => {
    const client = publicClient(cast.reportingPortal)
    const signIn = () => client.acquireTokenByUsernamePassword(signInOf(cast.alice))
    expect(await stage.requestsDuring(signIn)).toEqual([metadataRequest, tokenRequest()])
    expect(await stage.requestsDuring(signIn)).toEqual([tokenRequest()])
    const [account] = await client.getTokenCache().getAllAccounts()
    if (account === undefined) throw new TypeError('MSAL has kept no account')
    const silently = () => client.acquireTokenSilent({ account, scopes: userScopes })
    expect(await stage.requestsDuring(silently)).toEqual([])
    await expectCaller(stage, accessTokenOf(await silently()), cast.alice)
  })
})

/** Codes: Microsoft identity platform, "Microsoft Entra authentication and authorization error codes". */
describe('refusals', () => {
  const asApplication = (settings: NodeAuthOptions) =>
    confidentialClient(settings).acquireTokenByClientCredential({ scopes: appScopes })
  const asPerson = (client: Application, person: Person) =>
    publicClient(client).acquireTokenByUsernamePassword(signInOf(person))

  const wrongSecret = { ...cast.nightlyIntegration, secret: randomUUID() }
  const unknownApplication = { ...cast.nightlyIntegration, clientId: randomUUID() }
  const unknownCertificate = { ...cast.warehouseSync, certificate: makeClientCertificate() }
  const unknownPerson = { ...cast.alice, userPrincipalName: `nobody@${cast.domain}` }
  const wrongPassword = { ...cast.alice, password: randomUUID() }

  it.each([
    [7000215, 'a wrong secret', 401, 'invalid_client', () => asApplication(withSecret(wrongSecret))],
    [7000222, 'an expired secret', 401, 'invalid_client', () => asApplication(withSecret(cast.legacyImport))],
    [700016, 'an unknown application', 400, 'unauthorized_client', () => asApplication(withSecret(unknownApplication))],
    [700027, 'an unknown certificate', 401, 'invalid_client', () => asApplication(withCertificate(unknownCertificate))],
    [50057, 'a blocked user', 400, 'invalid_grant', () => asPerson(cast.reportingPortal, cast.dave)],
    [50126, 'a wrong password', 400, 'invalid_grant', () => asPerson(cast.reportingPortal, wrongPassword)],
  ])('raises ServerError with AADSTS%i for %s', async (code, _cause, status, errorCode, acquire) => {
    const requests = await stage.requestsDuring(async () => {
      const error = await failureOf(acquire)
      expect(error).toBeInstanceOf(ServerError)
      expect(error).toMatchObject({ errorCode, errorNo: code })
      expect(error).toHaveProperty('errorMessage', expect.stringContaining(`AADSTS${code}: `))
    })
    expect(requests).toEqual([metadataRequest, tokenRequest(status)])
  })

  it.each([
    [50034, 'an unknown user', 'bad_token', () => asPerson(cast.reportingPortal, unknownPerson)],
    [50055, 'an expired password', 'user_password_expired', () => asPerson(cast.reportingPortal, cast.erin)],
    [50076, 'multifactor authentication', 'basic_action', () => asPerson(cast.reportingPortal, cast.carol)],
    [65001, 'missing consent', 'consent_required', () => asPerson(cast.unconsentedPortal, cast.alice)],
  ])('raises InteractionRequiredAuthError with AADSTS%i for %s', async (code, _cause, subError, acquire) => {
    const error = await failureOf(acquire)
    expect(error).toBeInstanceOf(InteractionRequiredAuthError)
    expect(error).toMatchObject({ errorCode: 'invalid_grant', errorNo: code, subError })
    expect(error).toHaveProperty('errorMessage', expect.stringContaining(`AADSTS${code}: `))
  })

  it('carries the correlation id that the application chose', async () => {
    const correlationId = randomUUID()
    const client = confidentialClient(withSecret(wrongSecret))
    const error = await failureOf(() => client.acquireTokenByClientCredential({ scopes: appScopes, correlationId }))
    expect(error).toHaveProperty('errorMessage', expect.stringContaining(`Correlation ID: ${correlationId}`))
  })

  it('raises ClientAuthError for an unknown tenant, whose metadata is refused; AADSTS90002 stays inside', async () => {
    const unknownTenant = randomUUID()
    const requests = await stage.requestsDuring(async () => {
      const error = await failureOf(() =>
        asApplication({ ...withSecret(cast.nightlyIntegration), authority: `${authority}/${unknownTenant}` }),
      )
      expect(error).toBeInstanceOf(ClientAuthError)
      expect(error).toMatchObject({ errorCode: 'endpoints_resolution_error' })
    })
    expect(requests).toEqual([`GET ${authority}/${unknownTenant}/v2.0/.well-known/openid-configuration 400`])
  })
})
