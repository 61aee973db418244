import { createSecretKey } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import type { Service } from '../../../src/listeners/service.ts'
import { type Answer, call } from '../support/call.ts'
import { ids, keyId } from '../support/ids.ts'
import {
  authority,
  createTestEnvironment,
  foreignKeys,
  noon,
  origin,
  record,
  signingKeys,
} from '../support/test-environment.ts'
import { appToken, type Claims, signToken, userToken } from '../support/tokens.ts'

const minute = 60_000
const otherTenant = '10000000-aaaa-4000-8000-00000000000b'

function whoAmI(service: Service, token: string): Promise<Answer> {
  return call(service, { resource: 'WhoAmI', token })
}

/** Sends a token that must be refused, and gives what the journal learns. */
async function refusalOf(token: string): Promise<string> {
  const { service } = createTestEnvironment()
  const answer = await whoAmI(service, token)
  expect(answer.status).toBe(401)
  expect(answer.headers['WWW-Authenticate']).toMatch(/^Bearer authorization_uri=https:/)
  const told = JSON.stringify(answer.outcome)
  for (const part of token.split('.')) expect(part.length < 20 || !told.includes(part)).toBe(true)
  expect(answer.outcome?.remedy).not.toBe('')
  return `${answer.outcome?.code} ${answer.outcome?.reason}`
}

describe('a token of the environment', () => {
  it.each([
    ['its origin', origin],
    ['its origin with a slash', `${origin}/`],
    ['its origin in capitals, since hosts compare without case', 'HTTPS://LOCALHOST:8444/'],
  ])('may be issued for %s', async (_, aud) => {
    const { service } = createTestEnvironment()
    expect((await whoAmI(service, await appToken(ids.appClient, { aud }))).status).toBe(200)
  })

  it.each([
    ['v1', `https://localhost:8443/${ids.tenant}/`],
    ['v2', `https://localhost:8443/${ids.tenant}/v2.0`],
  ])('may be of the %s issuer', async (_, iss) => {
    const { service } = createTestEnvironment()
    expect((await whoAmI(service, await appToken(ids.appClient, { iss }))).status).toBe(200)
  })

  it('names its client by appid, or by azp in a v2 token', async () => {
    const { service } = createTestEnvironment()
    const token = await signToken({ azp: ids.appClient, oid: ids.appObject, sub: ids.appObject, ver: '2.0' })
    expect((await whoAmI(service, token)).json).toMatchObject({ UserId: ids.app })
  })

  it('is app-only by idtyp even if oid and sub differ', async () => {
    const { service } = createTestEnvironment()
    const token = await appToken(ids.appClient, { sub: 'else', idtyp: 'app' })
    expect((await whoAmI(service, token)).json).toMatchObject({ UserId: ids.app })
  })

  it('may carry more scopes than user_impersonation', async () => {
    const { service } = createTestEnvironment()
    const token = await userToken(ids.aliceObject, { scp: 'openid user_impersonation' })
    expect((await whoAmI(service, token)).json).toMatchObject({ UserId: ids.alice })
  })

  it('comes with the scheme in any case (RFC 9110 section 11.1)', async () => {
    const { service } = createTestEnvironment()
    const authorization = `bEaReR   ${await appToken(ids.appClient)}`
    expect((await call(service, { resource: 'WhoAmI', headers: { authorization } })).status).toBe(200)
  })

  it('is not issued for the application id of Dataverse, unless that is switched on', async () => {
    const token = await appToken(ids.appClient, { aud: '00000007-0000-0000-c000-000000000000' })
    expect((await whoAmI(createTestEnvironment().service, token)).status).toBe(401)
    const lenient = createTestEnvironment({ acceptApplicationIdAudience: true })
    expect((await whoAmI(lenient.service, token)).status).toBe(200)
  })
})

describe('an Authorization header', () => {
  it.each([
    ['Basic', 'Basic dXNlcjpwYXNzd29yZA==', 'not of the scheme Bearer'],
    ['no scheme', 'eyJhbGciOiJSUzI1NiJ9.e30.AAAA', 'not of the scheme Bearer'],
    ['nothing', '', 'not of the scheme Bearer'],
    ['Bearer alone', 'Bearer', 'the bearer token is empty'],
    ['Bearer and spaces', 'Bearer   ', 'the bearer token is empty'],
  ])('with %s is refused, and its text is not repeated', async (_, authorization, reason) => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { resource: 'WhoAmI', headers: { authorization } })
    expect(answer.status).toBe(401)
    expect(answer.outcome).toMatchObject({ code: '0x80044300', reason: expect.stringContaining(reason) })
    expect(JSON.stringify(answer)).not.toContain('dXNlcjpwYXNzd29yZA')
  })
})

/** Claims that make a token unfit, and what the journal says of them. */
const unfitClaims: readonly (readonly [Claims, string])[] = [
  [{ iss: `https://localhost:8443/${otherTenant}/` }, `issuer is https://localhost:8443/${otherTenant}/, this`],
  [{ iss: 'https://evil.example/' }, 'issuer is https://evil.example/, this environment takes tokens of'],
  [{ iss: undefined }, 'issuer is (none)'],
  [{ tid: otherTenant }, `tenant (tid) is ${otherTenant}, this environment belongs to ${ids.tenant}`],
  [{ tid: undefined }, 'tenant (tid) is (none)'],
  [{ aud: 'https://localhost:8445' }, 'audience is https://localhost:8445, this environment is https://localhost:8444'],
  [{ aud: 'https://localhost:8444//' }, 'audience is https://localhost:8444 (and more), this'],
  [{ aud: 'https://localhost:8444.evil.example' }, 'audience is (text that is not repeated), this'],
  [{ aud: 'https://localhost:8444/api' }, 'audience is https://localhost:8444 (and more), this'],
  [{ aud: 'http://ada:HUNTER2@localhost:8444' }, 'audience is http://localhost:8444 (and more), this'],
  [{ aud: 'HUNTER2' }, 'audience is (text that is not repeated), this'],
  [{ aud: 'urn:ada:HUNTER2' }, 'audience is (text that is not repeated), this'],
  [{ aud: ids.appClient }, `audience is ${ids.appClient}, this`],
  [
    { aud: ['https://localhost:8444', 'https://graph.example/v1.0/me'] },
    'audience is a list of https://localhost:8444 and https://graph.example (and more), this',
  ],
  [{ aud: 5 }, 'audience is 5, this'],
  [{ aud: null }, 'audience is (not text), this'],
  [{ aud: [] }, 'audience is (not text), this'],
  [{ aud: [['https://localhost:8444']] }, 'audience is (not text), this'],
  [{ iss: { tenant: 'HUNTER2' } }, 'issuer is (not text), this'],
  [{ iss: `https://localhost:8443/${otherTenant}/v2.0` }, `issuer is https://localhost:8443/${otherTenant}/v2.0, this`],
  [
    { iss: `https://localhost:8443/${otherTenant}/x` },
    `issuer is https://localhost:8443/${otherTenant} (and more), this`,
  ],
  [{ aud: undefined }, 'audience is (none)'],
  [{ appid: undefined }, 'neither appid nor azp is a GUID'],
  [{ appid: 'nightly' }, 'neither appid nor azp is a GUID'],
  [{ sub: 'pairwise' }, 'speaks for no person'],
  [{ oid: undefined, sub: undefined }, 'speaks for no person'],
  [{ exp: undefined }, 'claim exp of the token is missing'],
  [{ scp: '' }, 'user_impersonation is not among its scopes'],
  [{ scp: 'user_impersonation_not' }, 'user_impersonation is not among its scopes'],
  [{ scp: ['user_impersonation'] }, 'user_impersonation is not among its scopes'],
  [{ scp: 'user_impersonation', oid: 'alice' }, 'claim oid is missing or not a GUID'],
]

describe('a token is refused', () => {
  it.each([
    ['one word', 'token'],
    ['two dots', '..'],
    ['three parts that are not base64url', '$$.%%.&&'],
    ['five parts, as if encrypted', 'eyJhbGciOiJSUzI1NiJ9.a.b.c.d'],
    ['a header that is not JSON', `${Buffer.from('not json').toString('base64url')}.e30.AAAA`],
    ['a header that is no object', `${Buffer.from('[]').toString('base64url')}.e30.AAAA`],
  ])('that is malformed: %s', async (_, token) => {
    expect(await refusalOf(token)).toMatch(/^0x80041d50 the (bearer token is not|token is signed with (key )?\(none\))/)
  })

  it('whose payload is not JSON', async () => {
    const header = Buffer.from(JSON.stringify({ alg: 'RS256', kid: keyId })).toString('base64url')
    expect(await refusalOf(`${header}.bm90IGpzb24.AAAA`)).toMatch(/^0x80041d50 /)
  })

  it('that is not signed: alg none (RFC 8725 section 3.2)', async () => {
    const token = new UnsecuredJWT({ aud: origin, appid: ids.appClient }).setExpirationTime('1h').encode()
    expect(await refusalOf(token)).toBe('0x80041d50 the token is signed with none, not with RS256')
  })

  it('that is signed with the public key as an HMAC secret (RFC 8725 section 2.1)', async () => {
    const secret = createSecretKey(Buffer.from(signingKeys.publicKey.export({ type: 'spki', format: 'pem' })))
    const token = await appToken(ids.appClient, {}, { key: secret, header: { alg: 'HS256' } })
    expect(await refusalOf(token)).toBe('0x80041d50 the token is signed with HS256, not with RS256')
  })

  it('that is signed with another RSA algorithm', async () => {
    const token = await appToken(ids.appClient, {}, { header: { alg: 'PS256' } })
    expect(await refusalOf(token)).toContain('PS256, not with RS256')
  })

  it('that is signed with a key the authority does not know', async () => {
    const token = await appToken(ids.appClient, {}, { key: foreignKeys.privateKey, header: { kid: 'another-key' } })
    expect(await refusalOf(token)).toBe(
      '0x80041d50 the token is signed with key another-key, which the trusted authority has not published',
    )
  })

  it('that names no key', async () => {
    const token = await new SignJWT({}).setProtectedHeader({ alg: 'RS256' }).sign(signingKeys.privateKey)
    expect(await refusalOf(token)).toContain('key (none)')
  })

  it('that is signed with a foreign key under a known id', async () => {
    const token = await appToken(ids.appClient, {}, { key: foreignKeys.privateKey })
    expect(await refusalOf(token)).toBe('0x80041d50 the signature of the token does not fit its content')
  })

  it('whose content was changed after signing', async () => {
    const [header, , signature] = (await appToken(ids.appClient)).split('.')
    const payload = Buffer.from(JSON.stringify({ aud: origin, appid: ids.appClient, exp: 9_999_999_999 }))
    const token = `${header}.${payload.toString('base64url')}.${signature}`
    expect(await refusalOf(token)).toContain('the signature of the token does not fit')
  })

  it.each(unfitClaims)('with claims %o: %s', async (claims, reason) => {
    expect(await refusalOf(await appToken(ids.appClient, claims))).toContain(reason)
  })

  it.each([
    `https://x\r\n\u0007y`,
    `https://x\r\ny/`,
    `https://${'y'.repeat(5000)}/`,
    'https://\u001b[31m/',
    'https://\u212aelvin.example/',
  ])('and its audience shown on one line, not without end: %.20j', async (aud) => {
    expect(await refusalOf(await appToken(ids.appClient, { aud }))).toMatch(/^[\x20-\x7e]{1,400}$/)
  })
})

describe('the life of a token', () => {
  // Five minutes on both sides: the default of the token handlers on .NET (Microsoft.IdentityModel.Tokens).
  it.each([
    ['at its end', 60 * minute, 200],
    ['within five minutes after its end', 65 * minute - 1000, 200],
    ['five minutes after its end', 65 * minute, 401],
    ['within five minutes before its start', -5 * minute, 200],
    ['more than five minutes before its start', -5 * minute - 1000, 401],
  ])('%s', async (_, offset, status) => {
    const { service, time } = createTestEnvironment()
    time.now = noon + offset
    expect((await whoAmI(service, await appToken(ids.appClient))).status).toBe(status)
  })

  it('names the time in the refusal', async () => {
    const { service, time } = createTestEnvironment()
    const token = await appToken(ids.appClient)
    time.now = noon + 66 * minute
    expect((await whoAmI(service, token)).outcome).toMatchObject({
      code: '0x80041d52',
      reason: 'the token expired at 2025-03-04T13:00:00.000Z',
    })
    time.now = noon - 6 * minute
    expect((await whoAmI(service, token)).outcome?.reason).toBe(
      'the token does not hold before 2025-03-04T12:00:00.000Z',
    )
  })

  it('ends for a token that was accepted before, and starts again when the clock is set back', async () => {
    const { service, time } = createTestEnvironment()
    const token = await appToken(ids.appClient)
    const statuses: number[] = []
    for (const offset of [0, 65 * minute, 30 * minute, -6 * minute]) {
      time.now = noon + offset
      statuses.push((await whoAmI(service, token)).status)
    }
    expect(statuses).toEqual([200, 401, 200, 401])
  })

  it('ends when its key is withdrawn', async () => {
    let isPublished = true
    const findPublicKey: typeof authority.findPublicKey = (id) =>
      isPublished ? authority.findPublicKey(id) : undefined
    const { service } = createTestEnvironment({ authority: { ...authority, findPublicKey } })
    const token = await appToken(ids.appClient)
    expect((await whoAmI(service, token)).status).toBe(200)
    isPublished = false
    expect((await whoAmI(service, token)).status).toBe(401)
  })

  it('is judged once: a remembered token costs no second signature check', async () => {
    let lookedUp = 0
    const publicKey = signingKeys.publicKey
    const findPublicKey: typeof authority.findPublicKey = () => {
      lookedUp += 1
      // From the second look on there is a key, but no longer the right one: a new check would fail.
      return lookedUp === 1 ? publicKey : foreignKeys.publicKey
    }
    const { service } = createTestEnvironment({ authority: { ...authority, findPublicKey } })
    const token = await appToken(ids.appClient)
    expect((await whoAmI(service, token)).status).toBe(200)
    expect((await whoAmI(service, token)).status).toBe(200)
  })

  it('does not reach into another environment', async () => {
    const token = await appToken(ids.appClient)
    const { service } = createTestEnvironment({ origin: 'https://localhost:8445', record })
    expect((await whoAmI(service, token)).outcome?.reason).toBe(
      'audience is https://localhost:8444, this environment is https://localhost:8445',
    )
  })
})
