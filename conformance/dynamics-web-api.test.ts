import { ClientSecretCredential } from '@azure/identity'
import { ConfidentialClientApplication, PublicClientApplication } from '@azure/msal-node'
import { DynamicsWebApi } from 'dynamics-web-api'
import { ClientSecretPost, clientCredentialsGrant, discovery } from 'openid-client'
import { afterAll, describe, expect, it } from 'vitest'
import { failureOf } from './support/failure-of.ts'
import { randomName } from './support/random-identity.ts'
import type { ApplicationWithSecret, Member } from './support/random-world.ts'
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
  const { clientId, certificate } = cast.warehouse
  const clientCertificate = { thumbprintSha256: certificate.sha256Thumbprint, privateKey: certificate.privateKeyPem }
  const client = new ConfidentialClientApplication({ auth: { ...localAuthority, clientId, clientCertificate } })
  return () => client.acquireTokenByClientCredential({ scopes: [`${environment}/.default`] })
}

function msalUsernamePassword(): TokenSource {
  const { userPrincipalName: username, password } = cast.person
  const client = new PublicClientApplication({ auth: { ...localAuthority, clientId: cast.desktopClient.clientId } })
  const scopes = [`${environment}/user_impersonation`]
  return () => client.acquireTokenByUsernamePassword({ scopes, username, password })
}

function azureIdentity(): TokenSource {
  const { clientId, secret } = cast.integration
  const settings = { authorityHost: authority, disableInstanceDiscovery: true }
  const credential = new ClientSecretCredential(cast.tenantId, clientId, secret, settings)
  return async () => ({ accessToken: (await credential.getToken(`${environment}/.default`)).token })
}

function openidClient(): TokenSource {
  const { clientId, secret } = cast.integration
  const issuer = new URL(`${authority}/${cast.tenantId}/v2.0`)
  return async () => {
    const configuration = await discovery(issuer, clientId, undefined, ClientSecretPost(secret))
    const { access_token } = await clientCredentialsGrant(configuration, { scope: `${environment}/.default` })
    return { accessToken: access_token }
  }
}

function connect(onTokenRefresh: TokenSource): DynamicsWebApi {
  return new DynamicsWebApi({ serverUrl: environment, dataApi: { version: '9.2' }, onTokenRefresh })
}

describe.each<[client: string, source: TokenSource, caller: Member]>([
  ['msal-node with a secret', msalSecret(cast.integration), cast.integration],
  ['msal-node with a certificate', msalCertificate(), cast.warehouse],
  ['msal-node with user name and password', msalUsernamePassword(), cast.person],
  ['@azure/identity', azureIdentity(), cast.integration],
  ['openid-client', openidClient(), cast.integration],
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

  it('reads its own row by its id', async () => {
    expect(
      await dataverse.retrieve({ collection: 'systemusers', key: caller.systemUserId, select: ['fullname'] }),
    ).toMatchObject({ systemuserid: caller.systemUserId, fullname: expect.any(String) })
  })

  it('creates an account, which it is then the creator of', async () => {
    const name = randomName('Account')
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

describe('refusals', () => {
  /** Codes: "Web service error codes (Microsoft Dataverse)"; Dataverse writes them in the body as 0x and eight digits. */
  it.each([
    ['a valid token without application user', cast.strangerToDataverse, '0x80072560'],
    ['an application user without a role', cast.roleless, '0x80042f09'],
  ])('tells %s by its code', async (_cause, application, code) => {
    const dataverse = connect(msalSecret(application))
    expect(await failureOf(() => dataverse.callFunction('WhoAmI'))).toMatchObject({ status: 403, code })
  })

  it('is challenged with a token for another environment, and hands the challenge on', async () => {
    const dataverse = connect(msalSecret(cast.integration, stage.otherEnvironment))
    expect(await failureOf(() => dataverse.callFunction('WhoAmI'))).toMatchObject({
      status: 401,
      headers: {
        'www-authenticate': `Bearer authorization_uri=${authority}/${cast.tenantId}/oauth2/authorize, resource_id=${environment}/`,
      },
    })
  })
})
