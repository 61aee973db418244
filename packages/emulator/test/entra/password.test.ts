import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../src/index.ts'
import { makeClientCertificate } from '../support/client-certificate.ts'
import { FixedClock } from '../support/fixed-clock.ts'
import { signInWorld } from '../support/sign-in-world.ts'
import { type ErrorBody, postToken, refusal } from '../support/token-request.ts'

const { ids, seed } = signInWorld(makeClientCertificate().pem)
let emulator: Emulator
let environmentUrl: string

beforeAll(async () => {
  emulator = await startEmulator({ seed, clock: new FixedClock('2026-03-04T17:46:18Z') })
  environmentUrl = emulator.environments[0]?.url ?? ''
})
afterAll(() => emulator.close())

interface Changes {
  readonly parameters?: Record<string, string>
  readonly tenant?: string
  readonly version?: 'v1' | 'v2'
}

function signIn({ parameters = {}, tenant = ids.tenantId, version = 'v2' }: Changes = {}) {
  const audience: Record<string, string> =
    version === 'v1' ? { resource: environmentUrl } : { scope: `${environmentUrl}/user_impersonation` }
  return postToken(
    emulator.authority,
    tenant,
    {
      grant_type: 'password',
      client_id: ids.portal.clientId,
      username: ids.ada.upn,
      password: ids.ada.password,
      ...audience,
      ...parameters,
    },
    { version },
  )
}

interface TokenBody {
  readonly access_token: string
  readonly id_token?: string
  readonly scope: string
  readonly client_info?: string
  readonly [member: string]: unknown
}

async function tokens(changes?: Changes): Promise<TokenBody> {
  const response = await signIn(changes)
  expect(response.status).toBe(200)
  return (await response.json()) as TokenBody
}

describe('a token for a person (RFC 6749 section 4.3)', () => {
  it('names the person and the scope (access token claims reference, v1)', async () => {
    const claims = decodeJwt((await tokens()).access_token)
    expect(claims).toMatchObject({
      aud: environmentUrl,
      appid: ids.portal.clientId,
      appidacr: '0',
      amr: ['pwd'],
      oid: ids.ada.objectId,
      scp: 'user_impersonation',
      tid: ids.tenantId,
      unique_name: ids.ada.upn,
      upn: ids.ada.upn,
      ver: '1.0',
    })
    expect(claims.sub).not.toBe(ids.ada.objectId)
  })

  it.each([
    ['user_impersonation', 'user_impersonation'],
    ['.default', 'user_impersonation .default'],
  ])('echoes the scope %s in full', async (scope, echoed) => {
    const expected = echoed.split(' ').map((name) => `${environmentUrl}/${name}`)
    expect((await tokens({ parameters: { scope: `${environmentUrl}/${scope}` } })).scope).toBe(expected.join(' '))
  })

  it('takes the double slash of the .NET ServiceClient', async () => {
    const { access_token } = await tokens({ parameters: { scope: `${environmentUrl}//user_impersonation` } })
    expect(decodeJwt(access_token).aud).toBe(`${environmentUrl}/`)
  })

  it('gives an id token for openid, and client_info when asked, unpadded', async () => {
    const scope = `${environmentUrl}/user_impersonation openid profile offline_access`
    const body = await tokens({ parameters: { scope, client_info: '1', response_type: 'token id_token' } })
    expect(decodeJwt(body.id_token ?? '')).toMatchObject({
      aud: ids.portal.clientId,
      iss: `${emulator.authority}/${ids.tenantId}/v2.0`,
      oid: ids.ada.objectId,
      preferred_username: ids.ada.upn,
      tid: ids.tenantId,
      ver: '2.0',
    })
    expect(body.client_info).not.toContain('=')
    expect(JSON.parse(Buffer.from(body.client_info ?? '', 'base64url').toString())).toEqual({
      uid: ids.ada.objectId,
      utid: ids.tenantId,
    })
    expect(body.scope).toBe(`${environmentUrl}/user_impersonation`)
  })

  it('gives neither unasked', async () => {
    const body = await tokens()
    expect([body.id_token, body.client_info]).toEqual([undefined, undefined])
  })

  it('answers v1 with the short scope and an unsigned id token', async () => {
    const body = await tokens({ version: 'v1' })
    expect(body.scope).toBe('user_impersonation')
    expect(decodeProtectedHeader(body.id_token ?? '')).toMatchObject({ alg: 'none' })
    expect(body.id_token?.endsWith('.')).toBe(true)
    expect(body['expires_in']).toBeTypeOf('string')
  })

  it('on /organizations by the domain of the user name', async () => {
    expect((await tokens({ tenant: 'organizations' })).access_token).toBeTypeOf('string')
  })

  it('for a confidential client with its secret', async () => {
    const { clientId, secret } = ids.confidentialPortal
    const { access_token } = await tokens({ parameters: { client_id: clientId, client_secret: secret } })
    expect(decodeJwt(access_token)['appidacr']).toBe('1')
  })

  it('whatever the case of the user name', async () => {
    expect((await tokens({ parameters: { username: ids.ada.upn.toUpperCase() } })).access_token).toBeTypeOf('string')
  })
})

describe('refusals (Microsoft identity platform: resource owner password credentials)', () => {
  const as = ({ upn, password }: { upn: string; password: string }) => ({ username: upn, password })

  it.each<[string, Changes, [number, string, number], string?]>([
    ['a wrong password', { parameters: { password: 'sample-of-a-wrong-password' } }, [400, 'invalid_grant', 50126]],
    [
      'a user whose password the directory does not hold',
      { parameters: { ...as(ids.passwordlessUser) } },
      [400, 'invalid_grant', 50056],
    ],
    [
      'an unknown user',
      { parameters: { username: `nobody@${ids.domain}` } },
      [400, 'invalid_grant', 50034],
      'bad_token',
    ],
    [
      'a user of another domain',
      { parameters: { username: 'ada@unknown.example' } },
      [400, 'invalid_grant', 50034],
      'bad_token',
    ],
    ['a disabled user', { parameters: as(ids.disabledUser) }, [400, 'invalid_grant', 50057]],
    [
      'an expired password',
      { parameters: as(ids.expiredUser) },
      [400, 'invalid_grant', 50055],
      'user_password_expired',
    ],
    ['multifactor authentication', { parameters: as(ids.mfaUser) }, [400, 'invalid_grant', 50076], 'basic_action'],
    [
      'the same at v1',
      { parameters: as(ids.mfaUser), version: 'v1' },
      [400, 'interaction_required', 50076],
      'basic_action',
    ],
    [
      'no consent',
      { parameters: { client_id: ids.withoutConsent.clientId } },
      [400, 'invalid_grant', 65001],
      'consent_required',
    ],
    ['/common', { tenant: 'common' }, [400, 'invalid_request', 9001023]],
    ['/consumers', { tenant: 'consumers' }, [400, 'invalid_request', 9001023]],
    [
      'a domain nobody has on /organizations',
      { tenant: 'organizations', parameters: { username: 'a@b.example' } },
      [400, 'invalid_request', 50059],
    ],
    [
      'a confidential client without its secret',
      { parameters: { client_id: ids.confidentialPortal.clientId } },
      [401, 'invalid_client', 7000218],
    ],
    ['a public client with a secret', { parameters: { client_secret: 'x' } }, [401, 'invalid_client', 700025]],
    ['no user name', { parameters: { username: '' } }, [400, 'invalid_request', 900144]],
    ['no password', { parameters: { password: '' } }, [400, 'invalid_request', 900144]],
  ])('%s', async (_, changes, expected, suberror) => {
    const response = await signIn(changes)
    const body = (await response.clone().json()) as ErrorBody
    expect(await refusal(response)).toEqual(expected)
    expect(body.suberror).toBe(suberror)
  })

  it('the consent of another person: it counts for that one alone', async () => {
    const { clientId } = ids.personalConsent
    expect((await signIn({ parameters: { client_id: clientId } })).status).toBe(200)
    const parameters = { client_id: clientId, username: ids.grace.upn, password: ids.grace.password }
    expect(await refusal(await signIn({ parameters }))).toEqual([400, 'invalid_grant', 65001])
  })

  it('a scope that Dataverse does not publish: 70011', async () => {
    const scope = `${environmentUrl}/Everything.ReadWrite`
    expect(await refusal(await signIn({ parameters: { scope } }))).toEqual([400, 'invalid_scope', 70011])
  })

  it('.default together with another scope: 70011', async () => {
    const scope = `${environmentUrl}/.default ${environmentUrl}/user_impersonation`
    expect(await refusal(await signIn({ parameters: { scope } }))).toEqual([400, 'invalid_scope', 70011])
  })

  it('never names the user in the answer, as the service hides it', async () => {
    const response = await signIn({ parameters: { username: `nobody@${ids.domain}` } })
    const { error_description } = (await response.json()) as ErrorBody
    expect(error_description).toContain('{EUII Hidden}')
    expect(error_description).not.toContain('nobody')
  })
})
