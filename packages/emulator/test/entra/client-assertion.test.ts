import { generateKeyPairSync, randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../src/index.ts'
import { makeClientCertificate, signAssertion } from '../support/client-certificate.ts'
import { FixedClock } from '../support/fixed-clock.ts'
import { signInWorld } from '../support/sign-in-world.ts'
import { postToken, refusal } from '../support/token-request.ts'

const certificate = makeClientCertificate()
const clock = new FixedClock(new Date().toISOString())
const now = Math.floor(clock.now() / 1000)
const { ids, seed } = signInWorld(certificate.pem)
const { clientId } = ids.certificateClient
let emulator: Emulator
let tokenEndpoint: string

beforeAll(async () => {
  emulator = await startEmulator({ seed, clock })
  tokenEndpoint = `${emulator.authority}/${ids.tenantId}/oauth2/v2.0/token`
})
afterAll(() => emulator.close())

const base64url = (bytes: Buffer) => bytes.toString('base64url')
const sha256Header = { alg: 'PS256', 'x5t#S256': base64url(certificate.sha256) }

function claims(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { aud: tokenEndpoint, iss: clientId, sub: clientId, jti: randomUUID(), exp: now + 600, ...changes }
}

function present(assertion: string, changes: Record<string, string> = {}) {
  return postToken(emulator.authority, ids.tenantId, {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: `${emulator.environments[0]?.url}/.default`,
    ...changes,
  })
}

async function signed(changes: Record<string, unknown> = {}, header: Record<string, unknown> = sha256Header) {
  return present(await signAssertion(certificate.privateKey, claims(changes), header))
}

describe('a client assertion is accepted (Microsoft identity platform: certificate credentials)', () => {
  const { sha1, sha256 } = certificate
  it.each<[string, Record<string, unknown>]>([
    ['PS256 with x5t#S256, as MSAL Node sends', sha256Header],
    ['RS256 with x5t', { alg: 'RS256', x5t: base64url(sha1) }],
    ['x5t padded, as MSAL Python sends', { alg: 'RS256', x5t: `${base64url(sha1)}=` }],
    ['x5t in standard base64, as MSAL Go sends', { alg: 'RS256', x5t: sha1.toString('base64') }],
    ['x5t#S256 padded', { alg: 'PS256', 'x5t#S256': `${base64url(sha256)}=` }],
    ['x5t#S256 in standard base64', { alg: 'RS256', 'x5t#S256': sha256.toString('base64') }],
    ['both thumbprints', { alg: 'RS256', x5t: base64url(sha1), 'x5t#S256': base64url(sha256) }],
  ])('%s', async (_, header) => {
    const response = await signed({}, header)
    expect(response.status).toBe(200)
    const { access_token } = (await response.json()) as { access_token: string }
    expect(decodeJwt(access_token)['appidacr']).toBe('2')
  })

  it('with fractional times and without nbf, as MSAL Python sends', async () => {
    expect((await signed({ exp: now + 599.75, iat: now - 0.25 })).status).toBe(200)
  })

  it('twice, with the same jti: published clients reuse an assertion', async () => {
    const assertion = await signAssertion(certificate.privateKey, claims(), sha256Header)
    expect([(await present(assertion)).status, (await present(assertion)).status]).toEqual([200, 200])
  })

  it.each<[string, () => string]>([
    ['the v1 token endpoint', () => `${emulator.authority}/${ids.tenantId}/oauth2/token`],
    [
      'the v1 token endpoint with its query, as go-autorest sends',
      () => `${emulator.authority}/${ids.tenantId}/oauth2/token?api-version=1.0`,
    ],
    ['the v2 issuer', () => `${emulator.authority}/${ids.tenantId}/v2.0`],
    [
      'the token endpoint by domain, in other case',
      () => `${emulator.authority}/${ids.domain.toUpperCase()}/oauth2/v2.0/token`,
    ],
  ])('for %s as audience', async (_, audience) => {
    expect((await signed({ aud: audience() })).status).toBe(200)
  })

  it('without client_id: the subject names the client (RFC 7521 section 4.2)', async () => {
    const assertion = await signAssertion(certificate.privateKey, claims(), sha256Header)
    expect((await present(assertion, { client_id: '' })).status).toBe(200)
  })

  it('five minutes after its end, but not later', async () => {
    expect((await signed({ exp: now - 299 })).status).toBe(200)
    expect(await refusal(await signed({ exp: now - 300 }))).toEqual([401, 'invalid_client', 700024])
  })
})

it('is accepted on /organizations, whose token endpoint is its audience then', async () => {
  const { clientId: portal } = ids.certificatePortal
  const aud = `${emulator.authority}/organizations/oauth2/v2.0/token`
  const assertion = await signAssertion(certificate.privateKey, claims({ aud, iss: portal, sub: portal }), sha256Header)
  const response = await postToken(emulator.authority, 'organizations', {
    grant_type: 'password',
    client_id: portal,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    username: ids.ada.upn,
    password: ids.ada.password,
    scope: `${emulator.environments[0]?.url}/.default`,
  })
  expect(response.status).toBe(200)
})

describe('a client assertion is refused', () => {
  it('signed with another key: 700027, without the assertion in the answer', async () => {
    const other = makeClientCertificate()
    const assertion = await signAssertion(other.privateKey, claims(), sha256Header)
    const response = await present(assertion)
    const text = await response.clone().text()
    expect(await refusal(response)).toEqual([401, 'invalid_client', 700027])
    expect(text).toContain('did not match the expected signature value')
    expect(text).not.toContain(assertion.slice(-40))
  })

  it('with a thumbprint that is not registered: 700027 names it in hexadecimal', async () => {
    const other = makeClientCertificate()
    const header = { alg: 'RS256', x5t: base64url(other.sha1) }
    const response = await present(await signAssertion(other.privateKey, claims(), header))
    const text = await response.clone().text()
    expect(await refusal(response)).toEqual([401, 'invalid_client', 700027])
    expect(text).toContain(other.sha1.toString('hex').toUpperCase())
  })

  it('signed with ECDSA: 700027', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const assertion = await signAssertion(privateKey, claims(), { ...sha256Header, alg: 'ES256' })
    expect(await refusal(await present(assertion))).toEqual([401, 'invalid_client', 700027])
  })

  it.each<[string, Record<string, unknown>, number]>([
    ['for another server', { aud: 'https://login.microsoftonline.com/x/oauth2/v2.0/token' }, 700023],
    ['without an audience', { aud: undefined }, 700023],
    ['with an audience that is no text', { aud: [7, null] }, 700023],
    ['expired an hour ago', { exp: now - 3600 }, 700024],
    ['without an end', { exp: undefined }, 700024],
    ['with an end that is no number', { exp: 'soon' }, 700024],
    ['with an end beyond all dates', { exp: now - 400, nbf: 1e300 }, 700024],
    ['from an hour ahead', { nbf: now + 3600 }, 700024],
    ['whose beginning is no number', { nbf: '1' }, 700024],
    ['whose subject is not its issuer', { sub: randomUUID() }, 50048],
    ['that speaks of another client', { iss: ids.service.clientId, sub: ids.service.clientId }, 700021],
    ['whose subject is a number', { iss: 5, sub: 5 }, 700021],
  ])('%s', async (_, changes, code) => {
    expect(await refusal(await signed(changes))).toEqual([401, 'invalid_client', code])
  })

  it('before its certificate is valid', async () => {
    const earlier = new FixedClock(new Date(clock.now() - 10 * 86_400_000).toISOString())
    await using other = await startEmulator({ seed, clock: earlier })
    const aud = `${other.authority}/${ids.tenantId}/oauth2/v2.0/token`
    const exp = Math.floor(earlier.now() / 1000) + 600
    const response = await postToken(other.authority, ids.tenantId, {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signAssertion(certificate.privateKey, claims({ aud, exp }), sha256Header),
      scope: `${other.environments[0]?.url}/.default`,
    })
    expect(await refusal(response)).toEqual([401, 'invalid_client', 700027])
  })

  it.each([
    ['an algorithm that is an object', '{"alg":{"toString":1,"valueOf":1}}'],
    ['an algorithm nested 8,000 deep', `{"alg":${nested(8000)}}`],
    ['a thumbprint nested 8,000 deep', `{"alg":"RS256","x5t":${nested(8000)}}`],
    ['a thumbprint of 300,000 equals signs', `{"alg":"RS256","x5t":"${'='.repeat(300_000)}a"}`],
    ['a thumbprint that is a number', '{"alg":"RS256","x5t#S256":7}'],
  ])('with %s, within the time of a test', async (_, header) => {
    const parts = [header, JSON.stringify(claims())].map((text) => Buffer.from(text).toString('base64url'))
    const [status, error, code] = await refusal(await present(`${parts.join('.')}.AAAA`))
    expect([status, error]).toEqual([401, 'invalid_client'])
    expect([50027, 700027]).toContain(code)
  })

  it('whatever JSON its header and claims are', async () => {
    const member = fc.jsonValue({ maxDepth: 3 })
    const header = fc.record(
      { alg: fc.oneof(fc.constant('RS256'), member), x5t: member, 'x5t#S256': member, b64: member, crit: member },
      { requiredKeys: [] },
    )
    const body = fc.oneof(member, fc.record({ iss: member, sub: member, aud: member, exp: member, nbf: member }))
    await fc.assert(
      fc.asyncProperty(fc.oneof(header, member), body, async (first, second) => {
        const parts = [first, second].map((value) => Buffer.from(JSON.stringify(value)).toString('base64url'))
        const response = await present(`${parts.join('.')}.AAAA`, { client_id: '' })
        expect([400, 401]).toContain(response.status)
        expect(await response.json()).toHaveProperty('error_codes')
      }),
      { numRuns: 150 },
    )
  })

  it('without a thumbprint: 50027', async () => {
    expect(await refusal(await signed({}, { alg: 'PS256' }))).toEqual([401, 'invalid_client', 50027])
  })

  it.each(['nonsense', 'a.b.c', '..', 'e30.e30.', `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`])(
    'that is not a token: %s',
    async (assertion) => {
      const [status, error, code] = await refusal(await present(assertion))
      expect([status, error]).toEqual([401, 'invalid_client'])
      expect([50027, 700027]).toContain(code)
    },
  )

  it('of an unknown type', async () => {
    const response = await present('a.b.c', { client_assertion_type: 'urn:example:other' })
    expect(await refusal(response)).toEqual([401, 'invalid_client', 50027])
  })

  it("by a certificate that has expired by the emulator's clock", async () => {
    const later = new FixedClock(new Date(clock.now() + 6 * 365 * 86_400_000).toISOString())
    await using other = await startEmulator({ seed, clock: later })
    const end = Math.floor(later.now() / 1000) + 600
    const aud = `${other.authority}/${ids.tenantId}/oauth2/v2.0/token`
    const assertion = await signAssertion(certificate.privateKey, claims({ aud, exp: end }), sha256Header)
    const response = await postToken(other.authority, ids.tenantId, {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope: `${other.environments[0]?.url}/.default`,
    })
    const text = await response.clone().text()
    expect(await refusal(response)).toEqual([401, 'invalid_client', 700027])
    expect(text).toContain('The key used is expired')
  })
})

function nested(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`
}
