import { randomUUID } from 'node:crypto'
import { ClientSecretCredential } from '@azure/identity'
import { ConfidentialClientApplication, PublicClientApplication } from '@azure/msal-node'
import { DynamicsWebApi } from 'dynamics-web-api'
import { ClientSecretPost, clientCredentialsGrant, discovery } from 'openid-client'
import { afterAll, describe, expect, it } from 'vitest'
import type { ApplicationWithSecret, Member } from './support/cast.ts'
import { failureOf } from './support/failure-of.ts'
import { openStage } from './support/stage.ts'

const stage = await openStage()
afterAll(() => stage.close())
const { authority, authorityHost, cast, environment } = stage

const webApi = `${environment}/api/data/v9.2`
const localAuthority = { authority: `${authority}/${cast.tenantId}`, knownAuthorities: [authorityHost] }

/** What `onTokenRefresh` is given; an MSAL result fits as it is. */
type TokenSource = () => Promise<{ readonly accessToken: string } | null>

function msalSecret({ clientId, secret }: ApplicationWithSecret, resource = environment): TokenSource {
  const client = new ConfidentialClientApplication({ auth: { ...localAuthority, clientId, clientSecret: secret } })
  return () => client.acquireTokenByClientCredential({ scopes: [`${resource}/.default`] })
}

function msalCertificate(): TokenSource {
  const { clientId, certificate } = cast.warehouseSync
  const clientCertificate = {
    thumbprintSha256: certificate.sha256.toString('hex'),
    privateKey: certificate.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
  const client = new ConfidentialClientApplication({ auth: { ...localAuthority, clientId, clientCertificate } })
  return () => client.acquireTokenByClientCredential({ scopes: [`${environment}/.default`] })
}

function msalUsernamePassword(): TokenSource {
  const { userPrincipalName: username, password } = cast.alice
  const client = new PublicClientApplication({ auth: { ...localAuthority, clientId: cast.reportingPortal.clientId } })
  const scopes = [`${environment}/user_impersonation`]
  return () => client.acquireTokenByUsernamePassword({ scopes, username, password })
}

function azureIdentity(): TokenSource {
  const { clientId, secret } = cast.nightlyIntegration
  const settings = { authorityHost: authority, disableInstanceDiscovery: true }
  const credential = new ClientSecretCredential(cast.tenantId, clientId, secret, settings)
  return async () => ({ accessToken: (await credential.getToken(`${environment}/.default`)).token })
}

function openidClient(): TokenSource {
  const { clientId, secret } = cast.nightlyIntegration
  const issuer = new URL(`${authority}/${cast.tenantId}/v2.0`)
  return async () => {
    const configuration = await discovery(issuer, clientId, undefined, ClientSecretPost(secret))
    const { access_token } = await clientCredentialsGrant(configuration, { scope: `${environment}/.default` })
    return { accessToken: access_token }
  }
}

function connect(onTokenRefresh: TokenSource, serverUrl = environment): DynamicsWebApi {
  return new DynamicsWebApi({ serverUrl, dataApi: { version: '9.2' }, onTokenRefresh })
}

describe.each<[client: string, source: TokenSource, caller: Member]>([
  ['msal-node with a secret', msalSecret(cast.nightlyIntegration), cast.nightlyIntegration],
  ['msal-node with a certificate', msalCertificate(), cast.warehouseSync],
  ['msal-node with user name and password', msalUsernamePassword(), cast.alice],
  ['@azure/identity', azureIdentity(), cast.nightlyIntegration],
  ['openid-client', openidClient(), cast.nightlyIntegration],
])('with a token of %s', (_client, source, caller) => {
  const dataverse = connect(source)

  it('is told who the caller is', async () => {
    const requests = await stage.requestsDuring(async () => {
      expect(await dataverse.callFunction('WhoAmI')).toMatchObject({
        UserId: caller.systemUserId,
        OrganizationId: cast.organizationId,
      })
    })
    expect(requests.at(-1)).toBe(`GET ${webApi}/WhoAmI() 200`)
  })

  it('reads all accounts, and the first two with the count of all', async () => {
    const query = { collection: 'accounts', select: ['name'] }
    const all = await dataverse.retrieveMultiple<{ name: string }>(query)
    expect(all.value.map(({ name }) => name)).toEqual(expect.arrayContaining([...cast.accountNames]))
    const firstTwo = await dataverse.retrieveMultiple<{ name: string }>({ ...query, top: 2, count: true })
    expect(firstTwo.value).toHaveLength(2)
    expect(firstTwo.oDataCount).toBe(all.value.length)
  })

  it('follows the next links until all pages are read', async () => {
    const query = { collection: 'accounts', select: ['name'] }
    const all = await dataverse.retrieveMultiple<object>(query)
    const requests = await stage.requestsDuring(async () => {
      const pageByPage = await dataverse.retrieveAll<object>({ ...query, maxPageSize: 1 })
      expect(pageByPage.value).toEqual(all.value)
    })
    expect(requests.filter((request) => request === `GET ${webApi}/accounts 200`).length).toBeGreaterThan(1)
  })

  it('reads its own row by its id', async () => {
    expect(
      await dataverse.retrieve({ collection: 'systemusers', key: caller.systemUserId, select: ['fullname'] }),
    ).toMatchObject({ systemuserid: caller.systemUserId, fullname: expect.any(String) })
  })

  it('creates an account, which it is then the creator of', async () => {
    const name = `Account ${randomUUID()}`
    const accountId: string = await dataverse.create({ collection: 'accounts', data: { name } })
    const select = ['name', '_createdby_value', '_ownerid_value']
    expect(await dataverse.retrieve({ collection: 'accounts', key: accountId, select })).toMatchObject({
      accountid: accountId,
      name,
      _createdby_value: caller.systemUserId,
      _ownerid_value: caller.systemUserId,
    })
  })
})

it('is another user in another environment, with a token for that one', async () => {
  const { otherEnvironment } = stage
  const dataverse = connect(msalSecret(cast.nightlyIntegration, otherEnvironment), otherEnvironment)
  expect(await dataverse.callFunction('WhoAmI')).toMatchObject({
    UserId: cast.nightlyIntegration.systemUserIdElsewhere,
  })
})

it('is told of the organization by a function with a parameter', async () => {
  const dataverse = connect(msalSecret(cast.nightlyIntegration))
  const parameters = { AccessType: "Microsoft.Dynamics.CRM.EndpointAccessType'Default'" }
  expect(await dataverse.callFunction({ name: 'RetrieveCurrentOrganization', parameters })).toMatchObject({
    Detail: { OrganizationId: cast.organizationId, TenantId: cast.tenantId },
  })
})

describe('refusals', () => {
  /** Codes: "Web service error codes (Microsoft Dataverse)"; Dataverse writes them in the body as 0x and eight digits. */
  it.each([
    ['a valid token without application user', cast.unfinishedSetup, '0x80072560'],
    ['an application user without a role', cast.rolelessService, '0x80042f09'],
    ['an application user that is disabled', cast.retiredService, '0x80040225'],
  ])('tells %s by its code', async (_cause, application, code) => {
    const dataverse = connect(msalSecret(application))
    expect(await failureOf(() => dataverse.callFunction('WhoAmI'))).toMatchObject({ status: 403, code })
  })

  it('is challenged with a token for another environment, and hands the challenge on', async () => {
    const dataverse = connect(msalSecret(cast.nightlyIntegration, stage.otherEnvironment))
    expect(await failureOf(() => dataverse.callFunction('WhoAmI'))).toMatchObject({
      status: 401,
      headers: {
        'www-authenticate': `Bearer authorization_uri=${authority}/${cast.tenantId}/oauth2/authorize, resource_id=${environment}/`,
      },
    })
  })
})
