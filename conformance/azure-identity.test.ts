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
import { makeClientCertificate } from '../packages/emulator/test/support/client-certificate.ts'
import type { Application, ApplicationWithCertificate, ApplicationWithSecret, Person } from './support/cast.ts'
import { expectCaller } from './support/expect-caller.ts'
import { failureOf } from './support/failure-of.ts'
import { openStage } from './support/stage.ts'

const stage = await openStage()
afterAll(() => stage.close())
const { authority, cast, environment } = stage

const appScope = `${environment}/.default`
const userScope = `${environment}/user_impersonation`
const metadataRequest = `GET ${authority}/${cast.tenantId}/v2.0/.well-known/openid-configuration 200`
const tokenRequest = (status = 200) => `POST ${authority}/${cast.tenantId}/oauth2/v2.0/token ${status}`

/** The two settings that make a local authority acceptable. */
const localAuthority = { authorityHost: authority, disableInstanceDiscovery: true }

/** PEM of certificate and key together, as `certificatePath` and `certificate` want it. */
function pemOf({ certificate }: ApplicationWithCertificate): string {
  return `${certificate.privateKey.export({ type: 'pkcs8', format: 'pem' })}${certificate.pem}`
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
    const { token } = await secretCredential(cast.nightlyIntegration).getToken(appScope)
    await expectCaller(stage, token, cast.nightlyIntegration)
  })

  it('asks for the metadata, then for a token, and from then on for nothing', async () => {
    const credential = secretCredential(cast.nightlyIntegration)
    const getToken = () => credential.getToken(appScope)
    expect(await stage.requestsDuring(getToken)).toEqual([metadataRequest, tokenRequest()])
    expect(await stage.requestsDuring(getToken)).toEqual([])
  })

  it('knows when the token ends: in 60 to 90 minutes (configurable token lifetimes)', async () => {
    const askedAt = Date.now()
    const { expiresOnTimestamp }: AccessToken = await secretCredential(cast.nightlyIntegration).getToken(appScope)
    const minutes = (expiresOnTimestamp - askedAt) / 60_000
    // Times travel in whole seconds.
    expect(minutes).toBeGreaterThan(59.9)
    expect(minutes).toBeLessThan(90.1)
  })
})

describe('ClientCertificateCredential', () => {
  it('signs in as the application user by a PEM in memory', async () => {
    const { token } = await certificateCredential(cast.warehouseSync).getToken(appScope)
    await expectCaller(stage, token, cast.warehouseSync)
  })

  it.each([
    ['a PEM file', {}],
    ['a PEM file, sending the certificate along (x5c)', { sendCertificateChain: true }],
  ])('signs in as the application user by %s', async (_way, settings) => {
    const folder = await mkdtemp(join(tmpdir(), 'conformance-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const path = join(folder, 'client.pem')
    await writeFile(path, pemOf(cast.warehouseSync), { mode: 0o600 })
    const credential = new ClientCertificateCredential(cast.tenantId, cast.warehouseSync.clientId, path, {
      ...localAuthority,
      ...settings,
    })
    const { token } = await credential.getToken(appScope)
    await expectCaller(stage, token, cast.warehouseSync)
  })
})

describe('UsernamePasswordCredential', () => {
  it('signs in as the person, through a client that has no application user', async () => {
    const { token } = await passwordCredential(cast.reportingPortal, cast.alice).getToken(userScope)
    await expectCaller(stage, token, cast.alice)
  })

  it('asks for the metadata, then for a token, and from then on for nothing', async () => {
    const credential = passwordCredential(cast.reportingPortal, cast.alice)
    const getToken = () => credential.getToken(userScope)
    expect(await stage.requestsDuring(getToken)).toEqual([metadataRequest, tokenRequest()])
    expect(await stage.requestsDuring(getToken)).toEqual([])
  })
})

/** Codes: Microsoft identity platform, "Microsoft Entra authentication and authorization error codes". */
describe('refusals', () => {
  const asApplication = (application: ApplicationWithSecret) => secretCredential(application).getToken(appScope)
  const asPerson = (client: Application, person: Person) => passwordCredential(client, person).getToken(userScope)

  const wrongSecret = { ...cast.nightlyIntegration, secret: randomUUID() }
  const unknownApplication = { ...cast.nightlyIntegration, clientId: randomUUID() }
  const unknownCertificate = { ...cast.warehouseSync, certificate: makeClientCertificate() }
  const wrongPassword = { ...cast.alice, password: randomUUID() }

  it.each([
    [7000215, 'a wrong secret', 401, () => asApplication(wrongSecret)],
    [7000222, 'an expired secret', 401, () => asApplication(cast.legacyImport)],
    [700016, 'an unknown application', 400, () => asApplication(unknownApplication)],
    [700027, 'an unknown certificate', 401, () => certificateCredential(unknownCertificate).getToken(appScope)],
    [50126, 'a wrong password', 400, () => asPerson(cast.reportingPortal, wrongPassword)],
    [50076, 'multifactor authentication', 400, () => asPerson(cast.reportingPortal, cast.carol)],
    [65001, 'missing consent', 400, () => asPerson(cast.unconsentedPortal, cast.alice)],
  ])('carries AADSTS%i for %s, and does not try again', async (code, _cause, status, getToken) => {
    const requests = await stage.requestsDuring(async () => {
      expect(await failureOf(getToken)).toMatchObject({
        name: 'AuthenticationRequiredError',
        message: expect.stringContaining(`AADSTS${code}: `),
        cause: { errorNo: code },
      })
    })
    expect(requests).toEqual([metadataRequest, tokenRequest(status)])
  })

  it('raises CredentialUnavailableError for an unknown tenant, whose metadata is refused', async () => {
    const unknownTenant = randomUUID()
    const requests = await stage.requestsDuring(async () => {
      expect(
        await failureOf(() => secretCredential(cast.nightlyIntegration, unknownTenant).getToken(appScope)),
      ).toMatchObject({
        name: 'CredentialUnavailableError',
        message: expect.stringContaining('endpoints_resolution_error'),
      })
    })
    expect(requests).toEqual([`GET ${authority}/${unknownTenant}/v2.0/.well-known/openid-configuration 400`])
  })
})
