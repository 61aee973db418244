import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clientCertificate,
  clientSecret,
  connect,
  type EntraCredential,
  TokenCache,
  usernamePassword,
} from '../../src/index.ts'
import { makeCertificate, pkcs8Pem } from '../support/certificates.ts'
import { json, type Reply } from '../support/network.ts'
import { clientId, environmentUrl, scope, tenantId } from '../support/samples.ts'

/** All that a console, a log or a crash report could print of a value. */
function printed(value: unknown): string {
  const shown = inspect(value, {
    depth: Number.POSITIVE_INFINITY,
    showHidden: true,
    maxStringLength: null,
    maxArrayLength: null,
  })
  const plain = value instanceof Error ? `${value.stack} ${value.message} ${value}` : ''
  return `${shown}\n${plain}\n${JSON.stringify(value)}\n${JSON.stringify(shown)}`
}

/** Long enough not to come up by chance, with characters that forms, JSON and headers write differently. */
const canary = fc.stringMatching(/^[A-Za-z0-9]{12}[ +&=%"'~é/\\]{0,3}[A-Za-z0-9]{4}$/)

/** Every way in which a server could play back what it was sent. */
const echo: fc.Arbitrary<(sent: string) => Reply> = fc.constantFrom<((sent: string) => Reply)[]>(
  (sent) =>
    json(401, {
      error: 'invalid_client',
      error_description: `AADSTS7000215: you sent ${sent}`,
      error_codes: [7000215],
    }),
  (sent) =>
    json(400, { error: sent, suberror: sent, correlation_id: sent, trace_id: sent, timestamp: sent, claims: sent }),
  (sent) => json(503, { error: 'temporarily_unavailable', error_description: sent }),
  (sent) => json(401, { error: 'x', error_description: sent }, { 'www-authenticate': `Basic realm="x"` }),
  (sent) => ({ status: 200, headers: { 'content-type': 'text/html' }, body: `<p>${sent}` }),
  (sent) => ({ status: 500, headers: { 'content-type': 'text/html' }, body: `<p>${sent}` }),
  (sent) => ({ ...json(200, {}), body: `{"access_token":"${sent}` }),
  (sent) => json(200, { token_type: 'Bearer', expires_in: 'never', access_token: sent }),
  (sent) => json(200, { token_type: 'Bearer', expires_in: 1, access_token: `${sent}\r\n` }),
  (sent) => json(200, { token_type: sent, expires_in: 1, access_token: sent }),
  (sent) => json(200, [sent]),
)

const { certificatePem, privateKey } = makeCertificate()
const privateKeyPem = pkcs8Pem(privateKey)

type Build = (
  secret: string,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  cache: TokenCache,
) => EntraCredential

const kinds: readonly [string, Build, string][] = [
  [
    'clientSecret',
    (clientSecretValue, fetch, cache) =>
      clientSecret({ clientId, clientSecret: clientSecretValue, tenantId, fetch, cache }),
    'client_secret',
  ],
  [
    'usernamePassword',
    (password, fetch, cache) =>
      usernamePassword({ clientId, username: 'ada@contoso.com', password, tenantId, fetch, cache }),
    'password',
  ],
  [
    'clientCertificate',
    (_, fetch, cache) => clientCertificate({ clientId, certificatePem, privateKeyPem, tenantId, fetch, cache }),
    'client_assertion',
  ],
]

describe.each(kinds)('%s', (_, build, parameter) => {
  it('shows no secret in errors, whatever the server plays back', async () => {
    await fc.assert(
      fc.asyncProperty(canary, echo, async (secret, reply) => {
        let sent = ''
        const cache = new TokenCache()
        const credential = build(
          secret,
          async (_url, init) => {
            sent = new URLSearchParams(String(init.body)).get(parameter) ?? ''
            const { status, headers = {}, body = null } = reply(sent)
            return new Response(body, { status, headers })
          },
          cache,
        )
        const failure = await credential.getToken(scope).then(
          () => expect.unreachable(),
          (error: unknown) => error,
        )
        expect(sent).not.toBe('')
        for (const value of [failure, credential, cache]) {
          const text = printed(value)
          for (const form of [secret, sent, encodeURIComponent(sent), sent.slice(0, 12)])
            expect(text).not.toContain(form)
        }
      }),
      { numRuns: parameter === 'client_assertion' ? 40 : 200 },
    )
  })
})

it('a signed-in credential, its cache and its connection show no secret and no token', async () => {
  await fc.assert(
    fc.asyncProperty(canary, fc.stringMatching(/^[A-Za-z0-9._-]{20,60}$/), async (secret, token) => {
      const fetch = async () => Response.json({ token_type: 'Bearer', expires_in: 3599, access_token: token })
      const cache = new TokenCache()
      const credential = clientSecret({ clientId, clientSecret: secret, tenantId, fetch, cache })
      const connection = await connect({ environmentUrl, credential, fetch })
      expect((await connection.getToken()).token).toBe(token)
      for (const value of [credential, cache, connection]) {
        expect(printed(value)).not.toContain(secret)
        expect(printed(value)).not.toContain(token)
      }
    }),
  )
})

it('a refusal of Dataverse that plays back the token does not show it', async () => {
  const token = 'canary-token-4711'
  const credential = clientSecret({
    clientId,
    clientSecret: 'x',
    tenantId,
    fetch: async () => Response.json({ token_type: 'Bearer', expires_in: 1, access_token: token }),
  })
  const fetch = async () =>
    Response.json({ error: { code: '0x80072560', message: `no user for Bearer ${token}` } }, { status: 403 })
  const connection = await connect({ environmentUrl, credential, fetch })
  const failure = await connection.whoAmI().then(
    () => expect.unreachable(),
    (error: unknown) => error,
  )
  expect(printed(failure)).toContain('0x80072560')
  expect(printed(failure)).not.toContain(token)
})

it.each(['x-ms-service-request-id', 'req_id'])('nor does one that plays it back in the header %s', async (header) => {
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^[A-Za-z0-9._-]{20,60}$|^[0-9a-f]{20,60}$/), async (token) => {
      const fetch = async () =>
        Response.json({ error: { code: '0x80072560', message: 'x' } }, { status: 403, headers: { [header]: token } })
      const credential = { getToken: async () => ({ token, expiresOnTimestamp: 0 }) }
      const connection = await connect({ environmentUrl, credential, fetch })
      const failure = await connection.whoAmI().catch((error: unknown) => error)
      expect(printed(failure)).toContain('0x80072560')
      expect(printed(failure)).not.toContain(token)
    }),
  )
})

it('options that are refused do not show the secret they came with, nor one that belongs in another option', async () => {
  const credential = clientSecret({ clientId, clientSecret: 'x' })
  await fc.assert(
    fc.asyncProperty(canary, async (secret) => {
      for (const build of [
        () => clientSecret({ clientId: secret, clientSecret: clientId, tenantId }),
        () => clientSecret({ clientId, clientSecret: 'x', tenantId: secret }),
        () => clientSecret({ clientId, clientSecret: 'x', tenantId: `${secret}/x` }),
        () => clientSecret({ clientId, clientSecret: 'x', authorityHost: secret }),
        () => clientSecret({ clientId, clientSecret: 'x', authorityHost: `https://login.example/${secret}` }),
        () => credential.getToken(scope, { tenantId: secret }),
        () => credential.getToken(scope, { tenantId, authorityHost: secret }),
        () => connect({ environmentUrl: secret, credential }),
        () => connect({ environmentUrl: `${secret}:x`, credential }),
        () => connect({ environmentUrl: `https://ada:${secret}@contoso.crm4.dynamics.com/`, credential }),
        () => connect({ environmentUrl: `${environmentUrl}/${secret}`, credential }),
        () => connect({ environmentUrl, credential, tenantId: secret }),
        () => connect({ environmentUrl, credential, authorityHost: secret }),
        () => connect({ environmentUrl, credential, apiVersion: secret }),
        () => clientCertificate({ clientId, certificatePem: secret }),
        () => clientCertificate({ clientId, certificatePem: `-----BEGIN ${secret}-----\nx` }),
        () => clientCertificate({ clientId, certificatePem: `-----BEGIN RSA PRIVATE KEY----\n${secret}\n-----END` }),
        () => clientSecret({ clientId, clientSecret: `${secret}\n`, tenantId }),
        () => usernamePassword({ clientId, username: 'ada@contoso.com', password: `${secret}\r`, tenantId }),
        () => clientSecret({ clientId, clientSecret: 'x', authorityHost: `https://ada:${secret}@login.example/` }),
        () =>
          clientCertificate({
            clientId,
            certificatePem: `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
          }),
        () =>
          clientCertificate({
            clientId,
            certificatePem,
            privateKeyPem: `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
          }),
      ]) {
        const failure = await (async () => build())().catch((error: unknown) => error)
        expect(failure).toMatchObject({ code: expect.stringMatching(/^VERSEKEY_(?:CONFIGURATION|CERTIFICATE)$/) })
        expect(printed(failure)).not.toContain(secret.slice(0, 12))
      }
    }),
  )
})
