import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AccessToken,
  ClientCertificateCredential,
  ClientSecretCredential,
  UsernamePasswordCredential,
} from '@azure/identity'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { expectCaller } from './support/expect-caller.ts'
import { failureOf } from './support/failure-of.ts'
import { randomCertificate, randomSecret } from './support/random-identity.ts'
import type { Application, ApplicationWithCertificate, ApplicationWithSecret, Person } from './support/random-world.ts'
import { openStage } from './support/stage.ts'

const stage = await openStage()
afterAll(() => stage.close())
const { authority, cast, environment } = stage

const appScope = `${environment}/.default`
const userScope = `${environment}/user_impersonation`
const metadataRequest = `GET ${authority}/${cast.tenantId}/v2.0/.well-known/openid-configuration 200`
const tokenRequest = `POST ${authority}/${cast.tenantId}/oauth2/v2.0/token 200`

/** The two settings that make a local authority acceptable. */
const localAuthority = { authorityHost: authority, disableInstanceDiscovery: true }

/** PEM of certificate and key together, as `certificatePath` and `certificate` want it. */
function pemOf({ certificate }: ApplicationWithCertificate): string {
  return `${certificate.privateKeyPem}${certificate.certificatePem}`
}

function secretCredential({ clientId, secret }: ApplicationWithSecret, tenantId = cast.tenantId) {
  return new ClientSecretCredential(tenantId, clientId, secret, localAuthority)
}

function certificateCredential(application: ApplicationWithCertificate) {
  const { tenantId } = cast
  return new ClientCertificateCredential(
    tenantId,
    application.clientId,
    { certificate: pemOf(application) },
    localAuthority,
  )
}

function passwordCredential({ clientId }: Application, { userPrincipalName, password }: Person) {
  return new UsernamePasswordCredential(cast.tenantId, clientId, userPrincipalName, password, localAuthority)
}

describe('ClientSecretCredential', () => {
  it('signs in as the application user', async () => {
    const { token } = await secretCredential(cast.integration).getToken(appScope)
    await expectCaller(stage, token, cast.integration)
  })

  it('asks for the metadata, then for a token, and from then on for nothing', async () => {
    const credential = secretCredential(cast.integration)
    const getToken = () => credential.getToken(appScope)
    expect(await stage.requestsDuring(getToken)).toEqual([metadataRequest, tokenRequest])
    expect(await stage.requestsDuring(getToken)).toEqual([])
  })

  it('knows when the token ends: in 60 to 90 minutes (configurable token lifetimes)', async () => {
    const askedAt = Date.now()
    const { expiresOnTimestamp }: AccessToken = await secretCredential(cast.integration).getToken(appScope)
    const minutes = (expiresOnTimestamp - askedAt) / 60_000
    // Times travel in whole seconds.
    expect(minutes).toBeGreaterThan(59.9)
    expect(minutes).toBeLessThan(90.1)
  })
})

describe('ClientCertificateCredential', () => {
  it('signs in as the application user by a PEM in memory', async () => {
    const { token } = await certificateCredential(cast.warehouse).getToken(appScope)
    await expectCaller(stage, token, cast.warehouse)
  })

  it.each([
    ['a PEM file', {}],
    ['a PEM file, sending the certificate along (x5c)', { sendCertificateChain: true }],
  ])('signs in as the application user by %s', async (_way, settings) => {
    const folder = await mkdtemp(join(tmpdir(), 'conformance-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const path = join(folder, 'client.pem')
    await writeFile(path, pemOf(cast.warehouse), { mode: 0o600 })
    const credential = new ClientCertificateCredential(cast.tenantId, cast.warehouse.clientId, path, {
      ...localAuthority,
      ...settings,
    })
    const { token } = await credential.getToken(appScope)
    await expectCaller(stage, token, cast.warehouse)
  })
})

describe('UsernamePasswordCredential', () => {
  it('signs in as the person, through a client that has no application user', async () => {
    const { token } = await passwordCredential(cast.desktopClient, cast.person).getToken(userScope)
    await expectCaller(stage, token, cast.person)
  })

  it('asks for the metadata, then for a token, and from then on for nothing', async () => {
    const credential = passwordCredential(cast.desktopClient, cast.person)
    const getToken = () => credential.getToken(userScope)
    expect(await stage.requestsDuring(getToken)).toEqual([metadataRequest, tokenRequest])
    expect(await stage.requestsDuring(getToken)).toEqual([])
  })
})

/** Codes: Microsoft identity platform, "Microsoft Entra authentication and authorization error codes". */
describe('refusals', () => {
  const asApplication = (application: ApplicationWithSecret) => secretCredential(application).getToken(appScope)
  const asPerson = (client: Application, person: Person) => passwordCredential(client, person).getToken(userScope)

  const wrongSecret = { ...cast.integration, secret: randomSecret() }
  const unknownApplication = { ...cast.integration, clientId: randomUUID() }
  const unknownCertificate = { ...cast.warehouse, certificate: randomCertificate() }
  const wrongPassword = { ...cast.person, password: randomSecret() }

  it.each([
    [7000215, 'a wrong secret', 401, () => asApplication(wrongSecret)],
    [7000222, 'an expired secret', 401, () => asApplication(cast.expired)],
    [700016, 'an unknown application', 400, () => asApplication(unknownApplication)],
    [700027, 'an unknown certificate', 401, () => certificateCredential(unknownCertificate).getToken(appScope)],
    [50126, 'a wrong password', 400, () => asPerson(cast.desktopClient, wrongPassword)],
    [50076, 'multifactor authentication', 400, () => asPerson(cast.desktopClient, cast.personWithMfa)],
    [65001, 'missing consent', 400, () => asPerson(cast.unconsentedClient, cast.person)],
  ])('carries AADSTS%i for %s, and does not try again', async (code, _cause, status, getToken) => {
    const requests = await stage.requestsDuring(async () => {
      expect(await failureOf(getToken)).toMatchObject({
        name: 'AuthenticationRequiredError',
        message: expect.stringContaining(`AADSTS${code}: `),
      })
    })
    expect(requests).toEqual([metadataRequest, tokenRequest.replace('200', String(status))])
  })

  it('raises CredentialUnavailableError for an unknown tenant, whose metadata is refused', async () => {
    const unknownTenant = randomUUID()
    const requests = await stage.requestsDuring(async () => {
      expect(await failureOf(() => secretCredential(cast.integration, unknownTenant).getToken(appScope))).toMatchObject(
        { name: 'CredentialUnavailableError', message: expect.stringContaining('endpoints_resolution_error') },
      )
    })
    expect(requests).toEqual([`GET ${authority}/${unknownTenant}/v2.0/.well-known/openid-configuration 400`])
  })
})
