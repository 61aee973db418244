import { randomUUID } from 'node:crypto'
import {
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  clientCredentialsGrant,
  discovery,
  enableNonRepudiationChecks,
  genericGrantRequest,
  modifyAssertion,
  None,
  PrivateKeyJwt,
  ResponseBodyError,
} from 'openid-client'
import { afterAll, describe, expect, it } from 'vitest'
import { makeClientCertificate } from '../packages/emulator/test/support/client-certificate.ts'
import type { Application, ApplicationWithCertificate, ApplicationWithSecret, Person } from './support/cast.ts'
import { expectCaller } from './support/expect-caller.ts'
import { failureOf } from './support/failure-of.ts'
import { openStage } from './support/stage.ts'

const stage = await openStage()
afterAll(() => stage.close())
const { authority, cast, environment } = stage

const tenantUrl = `${authority}/${cast.tenantId}`
const metadataRequest = `GET ${tenantUrl}/v2.0/.well-known/openid-configuration 200`
const tokenRequest = (status = 200) => `POST ${tenantUrl}/oauth2/v2.0/token ${status}`
const appScope = `${environment}/.default`

/** Discovers the v2 endpoints of the tenant; openid-client insists that their issuer is the URL it was given. */
function discoverV2({ clientId }: Application, clientAuth: ClientAuth): Promise<Configuration> {
  return discovery(new URL(`${tenantUrl}/v2.0`), clientId, undefined, clientAuth)
}

/** The v1 endpoints; a v1 issuer ends in a slash. */
function discoverV1({ clientId }: Application, clientAuth: ClientAuth): Promise<Configuration> {
  return discovery(new URL(`${tenantUrl}/`), clientId, undefined, clientAuth)
}

/** `private_key_jwt` with the thumbprint that Entra ID finds the certificate by, put in by the documented hook. */
function certificateAuth(
  { certificate }: ApplicationWithCertificate,
  { algorithm, header }: { algorithm: 'RSASSA-PKCS1-v1_5' | 'RSA-PSS'; header: 'x5t' | 'x5t#S256' },
): ClientAuth {
  const thumbprint = header === 'x5t' ? certificate.sha1 : certificate.sha256
  const key = certificate.privateKey.toCryptoKey({ name: algorithm, hash: 'SHA-256' }, false, ['sign'])
  return PrivateKeyJwt(key, {
    [modifyAssertion]: (joseHeader) => {
      joseHeader[header] = thumbprint.toString('base64url')
    },
  })
}

function signInOf({ userPrincipalName, password }: Person, scope: string) {
  return { username: userPrincipalName, password, scope }
}

describe('discovery', () => {
  it('takes the v2 document, whose issuer is the URL asked', async () => {
    const requests = await stage.requestsDuring(async () => {
      const configuration = await discoverV2(cast.reportingPortal, None())
      expect(configuration.serverMetadata()).toMatchObject({
        issuer: `${tenantUrl}/v2.0`,
        token_endpoint: `${tenantUrl}/oauth2/v2.0/token`,
      })
    })
    expect(requests).toEqual([metadataRequest])
  })

  it('takes the v1 document, whose issuer is the tenant with a slash', async () => {
    const requests = await stage.requestsDuring(async () => {
      const configuration = await discoverV1(cast.reportingPortal, None())
      expect(configuration.serverMetadata()).toMatchObject({
        issuer: `${tenantUrl}/`,
        token_endpoint: `${tenantUrl}/oauth2/token`,
      })
    })
    expect(requests).toEqual([`GET ${tenantUrl}/.well-known/openid-configuration 200`])
  })

  it('does not take a domain for the tenant: the issuer names the id (OpenID Connect Discovery 1.0 section 4.3)', async () => {
    const error = await failureOf(() => discovery(new URL(`${authority}/${cast.domain}/v2.0`), randomUUID()))
    expect(error).toBeInstanceOf(ClientError)
    expect(error).toMatchObject({ message: 'discovered metadata issuer does not match the expected issuer' })
  })
})

describe('clientCredentialsGrant', () => {
  const { nightlyIntegration, warehouseSync } = cast

  it.each([
    ['ClientSecretPost', ClientSecretPost],
    ['ClientSecretBasic', ClientSecretBasic],
  ])('signs in as the application user by %s, with one token request', async (_method, authenticate) => {
    const configuration = await discoverV2(nightlyIntegration, authenticate(nightlyIntegration.secret))
    const requests = await stage.requestsDuring(async () => {
      const { access_token } = await clientCredentialsGrant(configuration, { scope: appScope })
      await expectCaller(stage, access_token, nightlyIntegration)
    })
    expect(requests.filter((request) => request.includes(authority))).toEqual([tokenRequest()])
  })

  it.each([
    ['RS256 and x5t', { algorithm: 'RSASSA-PKCS1-v1_5', header: 'x5t' }],
    ['RS256 and x5t#S256', { algorithm: 'RSASSA-PKCS1-v1_5', header: 'x5t#S256' }],
    ['PS256 and x5t#S256', { algorithm: 'RSA-PSS', header: 'x5t#S256' }],
  ] as const)('signs in as the application user by PrivateKeyJwt with %s', async (_way, settings) => {
    const configuration = await discoverV2(warehouseSync, certificateAuth(warehouseSync, settings))
    const { access_token } = await clientCredentialsGrant(configuration, { scope: appScope })
    await expectCaller(stage, access_token, warehouseSync)
  })

  it('signs in at the v1 endpoint, which is asked for a resource', async () => {
    const configuration = await discoverV1(nightlyIntegration, ClientSecretPost(nightlyIntegration.secret))
    const { access_token, ...answer } = await clientCredentialsGrant(configuration, { resource: environment })
    // The v1 endpoint writes numbers as strings; openid-client reads expires_in all the same.
    expect(answer).toMatchObject({ resource: environment, expires_in: expect.any(Number) })
    await expectCaller(stage, access_token, nightlyIntegration)
  })
})

describe('genericGrantRequest with the grant type password', () => {
  it('signs in as the person, and the id token verifies against the served keys', async () => {
    const configuration = await discoverV2(cast.reportingPortal, None())
    enableNonRepudiationChecks(configuration)
    const parameters = signInOf(cast.alice, `${environment}/user_impersonation openid`)
    let accessToken = ''
    const requests = await stage.requestsDuring(async () => {
      const answer = await genericGrantRequest(configuration, 'password', parameters)
      expect(answer.claims()).toMatchObject({ oid: cast.alice.objectId, tid: cast.tenantId })
      accessToken = answer.access_token
    })
    expect(requests).toEqual([tokenRequest(), `GET ${tenantUrl}/discovery/v2.0/keys 200`])
    await expectCaller(stage, accessToken, cast.alice)
  })

  it('signs in as the person through a confidential client that is another caller by itself', async () => {
    const configuration = await discoverV2(cast.confidentialPortal, ClientSecretPost(cast.confidentialPortal.secret))
    const parameters = signInOf(cast.alice, `${environment}/user_impersonation`)
    const asPerson = await genericGrantRequest(configuration, 'password', parameters)
    const asItself = await clientCredentialsGrant(configuration, { scope: appScope })
    await expectCaller(stage, asPerson.access_token, cast.alice)
    await expectCaller(stage, asItself.access_token, cast.confidentialPortal)
  })
})

/** Codes: Microsoft identity platform, "Microsoft Entra authentication and authorization error codes". */
describe('refusals', () => {
  async function signInAs(client: Application, clientAuth: ClientAuth) {
    return clientCredentialsGrant(await discoverV2(client, clientAuth), { scope: appScope })
  }

  const bySecret = (client: ApplicationWithSecret) => signInAs(client, ClientSecretPost(client.secret))
  const byCertificate = (client: ApplicationWithCertificate) =>
    signInAs(client, certificateAuth(client, { algorithm: 'RSASSA-PKCS1-v1_5', header: 'x5t' }))
  const byPassword = async (client: Application, person: Person) => {
    const parameters = signInOf(person, `${environment}/user_impersonation`)
    return genericGrantRequest(await discoverV2(client, None()), 'password', parameters)
  }

  const wrongSecret = { ...cast.nightlyIntegration, secret: randomUUID() }
  const unknownApplication = { ...cast.nightlyIntegration, clientId: randomUUID() }
  const unknownCertificate = { ...cast.warehouseSync, certificate: makeClientCertificate() }
  const wrongPassword = { ...cast.alice, password: randomUUID() }

  it.each([
    [7000215, 'a wrong secret', 401, 'invalid_client', () => bySecret(wrongSecret)],
    [7000222, 'an expired secret', 401, 'invalid_client', () => bySecret(cast.legacyImport)],
    [700016, 'an unknown application', 400, 'unauthorized_client', () => bySecret(unknownApplication)],
    [700027, 'an unknown certificate', 401, 'invalid_client', () => byCertificate(unknownCertificate)],
    [50126, 'a wrong password', 400, 'invalid_grant', () => byPassword(cast.reportingPortal, wrongPassword)],
    [50076, 'multifactor authentication', 400, 'invalid_grant', () => byPassword(cast.reportingPortal, cast.carol)],
    [65001, 'missing consent', 400, 'invalid_grant', () => byPassword(cast.unconsentedPortal, cast.alice)],
  ])('raises ResponseBodyError with AADSTS%i for %s', async (code, _cause, status, wireError, request) => {
    const error = await failureOf(request)
    expect(error).toBeInstanceOf(ResponseBodyError)
    expect(error).toMatchObject({ status, error: wireError, cause: { error_codes: [code] } })
    expect(error).toHaveProperty('error_description', expect.stringContaining(`AADSTS${code}: `))
  })
})
