import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { clientCertificate, clientSecret, connect, type TokenCredential, usernamePassword } from '@versekey/client'
import { explain } from '@versekey/client/explain'
import { type Emulator, parseSeed, SeedError, startEmulator } from '@versekey/emulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeClientCertificate } from '../packages/emulator/test/support/client-certificate.ts'
import { postToken } from '../packages/emulator/test/support/token-request.ts'
import { type Program, runProgram } from './support/program.ts'

/** Text that stands nowhere else: where it turns up, something has leaked. */
const canary = () => `Canary-${randomBytes(15).toString('base64url')}`

const canaries = {
  secret: canary(),
  password: canary(),
  wrongSecret: canary(),
  wrongPassword: canary(),
  wrongAssertion: `${canary()}.${canary()}.${canary()}`,
  secretInPlaceOfClientId: canary(),
  passwordInPlaceOfUserName: canary(),
  wrongToken: canary(),
  secretInAnyField: canary(),
}
const domain = `t${randomBytes(5).toString('hex')}.onmicrosoft.com`
const certificate = makeClientCertificate()
const app = { clientId: randomUUID(), portal: randomUUID(), byCertificate: randomUUID() }
const user = `ada@${domain}`
const seed = {
  tenants: [
    {
      displayName: 'Canaries',
      domains: [domain],
      applications: [
        { displayName: 'Service', clientId: app.clientId, secrets: [{ value: canaries.secret }] },
        { displayName: 'By certificate', clientId: app.byCertificate, certificates: [{ pem: certificate.pem }] },
        {
          displayName: 'Portal',
          clientId: app.portal,
          isFallbackPublicClient: true,
          consents: [{ resource: 'Dataverse' }],
        },
      ],
      users: [{ userPrincipalName: user, password: canaries.password }],
      environments: [
        {
          friendlyName: 'Canaries',
          urlName: 'canaries',
          applicationUsers: [{ application: 'Service', roles: ['System Administrator'] }],
          users: [{ user, roles: ['System Administrator'] }],
        },
      ],
    },
  ],
} as const

/** Fails with the names of the canaries that `text` holds, in any of the encodings they may have taken on the way. */
function expectNoCanary(where: string, text: string, alsoForbidden: Readonly<Record<string, string>> = {}): void {
  const found = Object.entries({ ...canaries, ...alsoForbidden }).filter(([, secret]) =>
    secret.split('.').some((part) => encodings(part).some((encoded) => text.includes(encoded))),
  )
  expect([where, found.map(([name]) => name)]).toEqual([where, []])
}

function encodings(secret: string): string[] {
  const bytes = Buffer.from(secret)
  // The middle of a base64 text does not depend on what stands before and after, but for its alignment.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  )
  return [secret, encodeURIComponent(secret), bytes.toString('hex'), ...base64]
}

it.each([
  ['as it is', (secret: string) => secret],
  ['in a form', (secret: string) => encodeURIComponent(secret)],
  ['in a Basic header', (secret: string) => Buffer.from(`id:${secret}`).toString('base64')],
  ['in a token', (secret: string) => Buffer.from(`{"x":"${secret}"}`).toString('base64url')],
])('the search finds a secret %s', (_, encode) => {
  expect(() => expectNoCanary('planted', `before ${encode(canaries.secret)} after`)).toThrow('secret')
})

describe('in this process', () => {
  let emulator: Emulator
  const seen: unknown[] = []
  const tokens: Record<string, string> = {}

  beforeAll(async () => {
    emulator = await startEmulator({ seed, onDefect: (error) => seen.push(error) })
    const environmentUrl = emulator.environments[0]?.url ?? ''
    const credentials: readonly TokenCredential[] = [
      clientSecret({ clientId: app.clientId, clientSecret: canaries.secret }),
      clientSecret({ clientId: app.clientId, clientSecret: canaries.wrongSecret }),
      usernamePassword({ clientId: app.portal, username: user, password: canaries.password }),
      usernamePassword({ clientId: app.portal, username: user, password: canaries.wrongPassword }),
      usernamePassword({
        clientId: app.portal,
        username: canaries.passwordInPlaceOfUserName,
        password: canaries.password,
      }),
      clientCertificate({
        clientId: app.byCertificate,
        certificatePem: certificate.pem,
        privateKeyPem: certificate.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      }),
    ]
    try {
      clientSecret({ clientId: canaries.secretInPlaceOfClientId, clientSecret: canaries.secret })
    } catch (error) {
      seen.push(error, explain(error))
    }
    for (const [index, credential] of credentials.entries()) {
      const connection = await connect({ environmentUrl, authorityHost: emulator.authority, credential })
      seen.push(credential, connection)
      const outcome = await connection.whoAmI().catch((error: unknown) => error)
      seen.push(outcome, explain(outcome))
      const token = await connection.getToken().catch(() => undefined)
      if (token !== undefined) tokens[`token ${index}`] = token.token
    }
    const { authority } = emulator
    const assertion = { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' }
    await postToken(authority, domain, {
      grant_type: 'client_credentials',
      client_id: app.byCertificate,
      client_assertion: canaries.wrongAssertion,
      scope: `${environmentUrl}/.default`,
      ...assertion,
    })
    // People paste secrets into wrong fields.
    const misplaced = canaries.secretInAnyField
    const valid = { grant_type: 'client_credentials', client_id: app.clientId, client_secret: canaries.secret }
    for (const field of ['grant_type', 'client_id', 'scope', 'username', 'client_assertion_type']) {
      const withUser = { ...valid, client_secret: '', client_id: app.portal, grant_type: 'password', username: user }
      for (const form of [valid, withUser]) await postToken(authority, domain, { ...form, [field]: misplaced })
      await postToken(authority, domain, {
        ...valid,
        scope: `${environmentUrl.replace('//', `//a:${misplaced}@`)}/.default`,
      })
    }
    for (const value of [canaries.wrongToken, canaries.wrongAssertion]) {
      await fetch(`${environmentUrl}/api/data/v9.2/WhoAmI`, { headers: { Authorization: `Bearer ${value}` } })
    }
  })
  afterAll(() => emulator.close())

  it('gets three tokens, so the search below has something to find', () => {
    expect(Object.keys(tokens)).toEqual(['token 0', 'token 2', 'token 5'])
    expect(emulator.journal.entries().length).toBeGreaterThan(15)
  })

  it('leaves none in the journal', () => {
    expectNoCanary('journal', JSON.stringify(emulator.journal.entries()), tokens)
  })

  it('leaves none in credentials, connections, errors, explanations and defects, however they are printed', () => {
    // A user name is the caller's to print: what is none cannot be told from one.
    const { passwordInPlaceOfUserName: _, ...rest } = canaries
    const text = seen.map(
      (value) => `${inspect(value, { depth: 10, showHidden: true })}${String(value)}${JSON.stringify(value)}`,
    )
    for (const [name, secret] of Object.entries({ ...rest, ...tokens })) {
      expect([name, text.join('\n').includes(secret)]).toEqual([name, false])
    }
  })

  it('leaves none in the databases', () => {
    const databases = [
      emulator.world.directory.database,
      ...emulator.world.environments.map(({ database }) => database),
    ]
    for (const database of databases) {
      expectNoCanary('database', Buffer.from(database.serialize()).toString('latin1'), tokens)
    }
  })

  it('leaves none in what is said about a seed that is wrong', () => {
    const wrong = JSON.stringify(seed).replace('"secrets"', '"secert"').replace('"password"', '"pasword"')
    let refusal: unknown
    try {
      parseSeed(wrong, 'wrong.json')
    } catch (error) {
      refusal = error
    }
    expect(refusal).toBeInstanceOf(SeedError)
    expectNoCanary('seed error', `${inspect(refusal, { depth: 10 })}${JSON.stringify(refusal)}`)
  })
})

describe('in the programs', () => {
  const command = 'packages/cli/src/bin.ts'
  let folder: string
  let state: string
  let emulator: Program
  const finished: Program[] = []
  const commandLines: string[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'versekey-canaries-'))
    state = join(folder, 'state')
    await writeFile(join(folder, 'world.json'), JSON.stringify(seed), { mode: 0o600 })
    await writeFile(join(folder, 'password.txt'), canaries.password, { mode: 0o600 })
    const env = { VERSEKEY_HOME: state }
    emulator = runProgram([command, 'emulate', '--world', join(folder, 'world.json'), '--port', '0', '--json'], { env })
    const { authority, environments } = JSON.parse(await emulator.line(/^\{/))
    const where = ['--url', environments[0].url, '--authority', authority]
    const byPassword = ['--client-id', app.portal, '--username', user, '--password-file', join(folder, 'password.txt')]
    const runs: [string[], NodeJS.ProcessEnv][] = [
      [['whoami', ...where, '--client-id', app.clientId], { VERSEKEY_CLIENT_SECRET: canaries.secret }],
      [['whoami', ...where, '--client-id', app.clientId], { VERSEKEY_CLIENT_SECRET: canaries.wrongSecret }],
      [['whoami', ...where, ...byPassword], {}],
      [['token', ...where, '--client-id', app.clientId, '--json'], { VERSEKEY_CLIENT_SECRET: canaries.secret }],
      [['whoami', ...where, '--client-id', app.clientId, '--client-secret', canaries.secret], {}],
    ]
    for (const [args, secrets] of runs) {
      const program = runProgram([command, ...args], { env: { ...env, ...secrets } })
      if (!args.includes('--client-secret')) commandLines.push(...readCommandLines())
      await program.ended()
      finished.push(program)
    }
    emulator.child.kill('SIGTERM')
    await emulator.ended()
  }, 60_000)
  afterAll(async () => {
    emulator.child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  it('sign in, are refused, and refuse a secret on the command line', () => {
    expect(finished.map(({ child }) => child.exitCode)).toEqual([0, 1, 0, 0, 2])
    expect(emulator.child.exitCode).toBe(0)
  })

  it('none in what they print', () => {
    for (const program of [emulator, ...finished]) {
      expectNoCanary('output', program.output())
      expectNoCanary('errors', program.errors())
    }
  })

  it('none in the files they leave', async () => {
    const files = await readdir(state, { recursive: true, withFileTypes: true })
    expect(files.filter((file) => file.isFile()).length).toBeGreaterThan(1)
    for (const file of files) {
      if (file.isFile()) expectNoCanary(file.name, await readFile(join(file.parentPath, file.name), 'latin1'))
    }
  })

  it.skipIf(process.platform !== 'linux')('none in any command line of the machine while they ran', () => {
    expect(commandLines.some((line) => line.includes('whoami'))).toBe(true)
    for (const line of commandLines) expectNoCanary('command line', line)
  })
})

function readCommandLines(): string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((id) => {
      try {
        return readFileSync(`/proc/${id}/cmdline`, 'latin1')
      } catch {
        return '' // it has ended meanwhile
      }
    })
}
