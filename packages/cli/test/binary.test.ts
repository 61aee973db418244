import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { describeSampleWorld } from '@versekey/emulator'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { isOnPath, type ServedEmulator, startServing, versekey, versekeyInTerminal } from './support/binary.ts'
import { temporaryFile, temporaryFolder } from './support/temporary-folder.ts'

const { applications, users, tenantId, environments } = describeSampleWorld()
const nightly = applications['Nightly Integration']
const nightlyUserId = environments.Contoso.findSystemUserId('Nightly Integration')

let emulator: ServedEmulator
/** The first line of `versekey emulate --json`. */
let listening: {
  authority: string
  environments: { url: string; friendlyName: string }[]
  certificateAuthorityFile: string
}
/** Variables that name the emulator and the application that may do everything. */
let where: Record<string, string>

beforeAll(async () => {
  emulator = startServing(['--json', '--port', '0'])
  listening = JSON.parse(await emulator.nextLine())
  where = {
    VERSEKEY_URL: listening.environments[0]?.url ?? '',
    VERSEKEY_AUTHORITY: listening.authority,
    VERSEKEY_CLIENT_ID: nightly.clientId,
  }
})
afterAll(() => emulator.end('SIGKILL'))

const withSecret = (): Record<string, string> => ({ ...where, VERSEKEY_CLIENT_SECRET: nightly.secret })

describe('versekey whoami', () => {
  it("signs in with a secret from the environment, trusting this machine's authority by itself", async () => {
    const { exitCode, stdout, stderr } = await versekey(['whoami'], { env: withSecret() })
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Signed in to https:\/\/localhost:\d+\n/)
    for (const id of [nightlyUserId, tenantId, nightly.clientId]) expect(stdout).toContain(id)
    expect(stdout).not.toContain(nightly.secret)
  })

  it('gives ids in JSON', async () => {
    const { stdout } = await versekey(['whoami', '--json'], { env: withSecret() })
    expect(JSON.parse(stdout)).toEqual({
      userId: nightlyUserId,
      businessUnitId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      organizationId: environments.Contoso.organizationId,
      environmentUrl: where['VERSEKEY_URL'],
      tenantId,
      authorityHost: where['VERSEKEY_AUTHORITY'],
      clientId: nightly.clientId,
      signIn: 'clientSecret',
    })
  })

  it('signs in with a secret from standard input, with options alone', async () => {
    const { url = '' } = listening.environments[1] ?? {}
    const args = ['--url', url, '--authority', listening.authority, '--client-id', nightly.clientId]
    const { exitCode, stdout } = await versekey(
      ['whoami', ...args, '--client-secret-file', '-', '--tenant', tenantId],
      {
        input: `${nightly.secret}\n`,
      },
    )
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`Signed in to ${url}`)
  })

  it('signs in with a certificate and its key in two files', async () => {
    const { clientId, certificate, privateKey } = applications['Warehouse Sync']
    const [certificateFile, keyFile] = [await temporaryFile(certificate), await temporaryFile(privateKey)]
    const args = ['--client-id', clientId, '--certificate', certificateFile, '--private-key', keyFile]
    const { exitCode, stdout } = await versekey(['whoami', ...args], { env: withSecret() })
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/Signed in with +certificate\n/)
  })

  it('signs in a person, and warns about a password file that others can read', async () => {
    const { clientId } = applications['Reporting Portal']
    const passwordFile = await temporaryFile(`${users.alice.password}\n`, 0o644)
    const args = ['--client-id', clientId, '--username', users.alice.userPrincipalName, '--password-file', passwordFile]
    const { exitCode, stdout, stderr } = await versekey(['whoami', ...args], { env: where })
    expect(exitCode).toBe(0)
    expect(stdout).toContain(users.alice.userPrincipalName)
    expect(stdout).toContain(environments.Contoso.findSystemUserId(users.alice.userPrincipalName))
    expect(stderr).toMatch(/^warning: other users of this machine can read/)
    expect(stdout + stderr).not.toContain(users.alice.password)
  })

  // Codes: "Microsoft Entra authentication and authorization error codes", "Web service error codes".
  it.each([
    ['a wrong secret', nightly.clientId, 'not-the-secret', 'AADSTS7000215', 'Correlation ID'],
    [
      'an expired secret',
      applications['Legacy Import'].clientId,
      applications['Legacy Import'].secret,
      'AADSTS7000222',
      'Trace ID',
    ],
    [
      'no application user',
      applications['Unfinished Setup'].clientId,
      applications['Unfinished Setup'].secret,
      '0x80072560',
      'Request ID',
    ],
  ])('explains a refusal on standard error: %s', async (_title, clientId, secret, code, id) => {
    const env = { ...where, VERSEKEY_CLIENT_ID: clientId, VERSEKEY_CLIENT_SECRET: secret }
    const { exitCode, stdout, stderr } = await versekey(['whoami'], { env })
    expect([exitCode, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(new RegExp(`^error: .* \\(${code}\\)\n`))
    for (const label of ['Cause', 'Remedy', 'Who', id]) expect(stderr).toMatch(new RegExp(`^  ${label} `, 'm'))
    expect(stderr).not.toContain(secret)
  })

  it('explains a refusal in JSON', async () => {
    const env = { ...where, VERSEKEY_CLIENT_SECRET: 'not-the-secret' }
    const { exitCode, stdout, stderr } = await versekey(['whoami', '--json'], { env })
    expect([exitCode, stdout]).toEqual([1, ''])
    expect(JSON.parse(stderr)).toMatchObject({
      error: {
        code: 'VERSEKEY_TOKEN_ENDPOINT',
        explanations: [{ code: 'AADSTS7000215', correlationId: expect.any(String) }],
      },
    })
  })

  it('says how to trust an authority that is not known, and does so with --ca', async () => {
    const env = { ...withSecret(), VERSEKEY_HOME: await temporaryFolder() }
    const refused = await versekey(['whoami'], { env })
    expect(refused.exitCode).toBe(1)
    expect(refused.stderr).toContain('--ca FILE trusts it for this command')
    const trusted = await versekey(['whoami', '--ca', listening.certificateAuthorityFile], { env })
    expect(trusted.exitCode).toBe(0)
  })

  it('names its own options where the library names its', async () => {
    const { exitCode, stderr } = await versekey(['whoami'], { env: { ...withSecret(), VERSEKEY_AUTHORITY: '' } })
    expect(exitCode).toBe(1)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`pass --authority '${listening.authority}'`)
    expect(stderr).not.toContain('authorityHost')
  })

  it('says when nothing listens there', async () => {
    const unused = await freePort()
    const { exitCode, stderr } = await versekey(['whoami', '--url', `https://localhost:${unused}`], {
      env: withSecret(),
    })
    expect(exitCode).toBe(1)
    expect(stderr).toContain('error: The host refused the connection (VERSEKEY_TRANSPORT)')
  })

  it.each([
    ['an address that is none', ['--url', 'contoso'], 'error: --url: it is not a URL'],
    ['a tenant that is none', ['--tenant', '../x'], 'error: --tenant: a text of 4 characters, of which number 3 is'],
    [
      'a certificate that is none',
      ['--certificate', 'package.json'],
      'error: --certificate package.json: there is no certificate',
    ],
  ])('ends with 2 for %s', async (_title, args, message) => {
    const { exitCode, stdout, stderr } = await versekey(['whoami', ...args], { env: withSecret() })
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })

  it.runIf(process.platform === 'linux')('has no secret in its command line', async () => {
    let commandLine = ''
    const onSpawn = ({ pid }: ChildProcess): void => {
      commandLine = readFileSync(`/proc/${pid}/cmdline`, 'latin1')
    }
    const { exitCode } = await versekey(['whoami'], { env: withSecret(), onSpawn })
    expect(exitCode).toBe(0)
    expect(commandLine).toContain('whoami')
    expect(commandLine).not.toContain(nightly.secret)
  })
})

describe('versekey token', () => {
  it('gives a pipe the token alone, and it opens the door', async () => {
    const { exitCode, stdout, stderr } = await versekey(['token'], { env: withSecret() })
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
    const answer = await fetch(`${where['VERSEKEY_URL']}/api/data/v9.2/WhoAmI`, {
      headers: { authorization: `Bearer ${stdout.trim()}` },
    })
    expect(answer.status).toBe(200)
  })

  it('gives claims and expiry in JSON, and the token only with --raw', async () => {
    const { stdout } = await versekey(['token', '--json'], { env: withSecret() })
    expect(JSON.parse(stdout)).toMatchObject({
      expiresOn: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      claims: { aud: where['VERSEKEY_URL'], appid: nightly.clientId, tid: tenantId },
    })
    expect(stdout).not.toContain('eyJ')
    const raw = await versekey(['token', '--json', '--raw'], { env: withSecret() })
    expect(JSON.parse(raw.stdout)).toMatchObject({ token: expect.stringMatching(/^eyJ/) })
  })
})

describe.skipIf(!isOnPath('script'))('in a terminal (script of util-linux)', () => {
  it('versekey token shows claims and expiry, and never the token', async () => {
    const { exitCode, stdout } = await versekeyInTerminal(['token'], withSecret())
    expect(exitCode).toBe(0)
    const text = stripVTControlCharacters(stdout).replaceAll('\r\n', '\n')
    expect(text).toMatch(/^ {2}Expires +\d{4}-\d\d-\d\dT/m)
    expect(text).toMatch(new RegExp(`^  appid +${nightly.clientId}$`, 'm'))
    expect(text).not.toContain('eyJ')
  })

  it('versekey token --raw shows the token', async () => {
    const { stdout } = await versekeyInTerminal(['token', '--raw'], withSecret())
    expect(stdout).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+\r\n$/)
  })

  it('colours are there, and not with NO_COLOR', async () => {
    const coloured = await versekeyInTerminal(['explain', '7000215'])
    const plain = await versekeyInTerminal(['explain', '7000215'], { NO_COLOR: '1' })
    expect([coloured.stdout.includes('\u001b[1m'), plain.stdout.includes('\u001b[')]).toEqual([true, false])
  })

  it.each([
    ['versekey explain', ['explain'], 'there is nothing to explain'],
    ['versekey whoami --client-secret-file -', ['whoami', '--client-secret-file', '-'], 'standard input is a terminal'],
  ])('%s does not wait for what nobody types', async (_title, args, message) => {
    const { exitCode, stdout } = await versekeyInTerminal(args, where)
    expect(exitCode).toBe(2)
    expect(stdout).toContain(message)
  })
})

describe('versekey emulate', () => {
  it('gives addresses on the first line of JSON, and requests after that', async () => {
    expect(listening).toMatchObject({
      event: 'listening',
      authority: expect.stringMatching(/^https:\/\/localhost:\d+$/),
      environments: [{ friendlyName: 'Contoso' }, { friendlyName: 'Contoso Test' }],
      tenants: [{ displayName: 'Contoso', tenantId }],
      publicSample: { applications: { 'Nightly Integration': { clientId: nightly.clientId } } },
    })
    const served = startServing(['--json', '--port', '0'])
    onTestFinished(() => void served.end('SIGKILL'))
    const { authority } = JSON.parse(await served.nextLine())
    await fetch(`${authority}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: nightly.clientId, client_secret: 'x' }),
    })
    expect(JSON.parse(await served.nextLine())).toMatchObject({
      event: 'request',
      service: 'entra',
      method: 'POST',
      path: `/${tenantId}/oauth2/v2.0/token`,
      status: expect.any(Number),
      at: expect.stringMatching(/Z$/),
      code: expect.stringMatching(/^AADSTS/),
      remedy: expect.any(String),
    })
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'shows people what they need within 80 columns, and ends with 0 on %s',
    async (signal) => {
      const served = startServing(['--port', '0'])
      onTestFinished(() => void served.end('SIGKILL'))
      const lines = [await served.nextLine()]
      while (lines.at(-1) !== 'Requests follow. Ctrl-C ends it.') lines.push(await served.nextLine())
      const screen = lines.join('\n')
      for (const text of [
        tenantId,
        nightly.clientId,
        nightly.secret,
        'public samples',
        listening.certificateAuthorityFile,
      ]) {
        expect(screen).toContain(text)
      }
      for (const name of ['NODE_EXTRA_CA_CERTS', 'CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE']) expect(screen).toContain(name)
      // Lines to paste hold paths, which do not break.
      expect(lines.filter((line) => line.length > 80 && !line.includes(listening.certificateAuthorityFile))).toEqual([])
      const authority = /Authority +(\S+)/.exec(screen)?.[1]
      await fetch(`${authority}/nowhere`)
      expect(await served.nextLine()).toMatch(/^\d\d:\d\d:\d\d 404 GET {2}entra \/nowhere/)
      expect(await served.end(signal)).toBe(0)
    },
  )

  it('takes the next port when one is busy', async () => {
    const busy = createServer()
    const port = await new Promise<number>((resolve) => {
      busy.listen(0, 'localhost', () => {
        const address = busy.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    onTestFinished(() => void busy.close())
    const served = startServing(['--json', '--port', String(port)])
    onTestFinished(() => void served.end('SIGKILL'))
    const { authority } = JSON.parse(await served.nextLine())
    expect(Number(new URL(authority).port)).toBeGreaterThan(port)
  })

  it("serves a world of one's own, without the secrets of it", async () => {
    const world = join(await temporaryFolder(), 'world.json')
    const seed = {
      tenants: [
        {
          displayName: 'Fourth Coffee',
          domains: ['fourthcoffee.onmicrosoft.com'],
          applications: [
            {
              displayName: 'Roaster',
              clientId: '6a2f41a3-c54c-4ce8-8c0d-5a2b3c4d5e6f',
              secrets: [{ value: 'a-secret-of-our-own' }],
            },
          ],
          environments: [{ friendlyName: 'Beans', urlName: 'beans' }],
        },
      ],
    }
    await writeFile(world, JSON.stringify(seed))
    const served = startServing(['--world', world, '--port', '0'])
    onTestFinished(() => void served.end('SIGKILL'))
    const lines = [await served.nextLine()]
    while (lines.at(-1) !== 'Requests follow. Ctrl-C ends it.') lines.push(await served.nextLine())
    const screen = lines.join('\n')
    for (const text of ['Fourth Coffee', 'Beans', 'Roaster', '6a2f41a3-c54c-4ce8-8c0d-5a2b3c4d5e6f']) {
      expect(screen).toContain(text)
    }
    expect(screen).not.toContain('a-secret-of-our-own')
    expect(screen).not.toContain('sample')
  })

  it('says with line and column what is wrong with a world', async () => {
    const world = join(await temporaryFolder(), 'world.json')
    await writeFile(world, '{\n  "tenants": [{ "displayName": "A", "domains": ["a.example"], "secret": 1 }]\n}\n')
    const { exitCode, stdout, stderr } = await versekey(['emulate', '--world', world])
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`${world}:2:`)
    expect(stderr).toContain('/tenants/0')
  })

  it('says why a world cannot be read', async () => {
    const { exitCode, stderr } = await versekey(['emulate', '--world', 'missing.json'])
    expect([exitCode, stderr]).toEqual([
      2,
      'error: --world missing.json: it cannot be read (no such file or directory)\n',
    ])
  })
})

describe('the process', () => {
  it('loads the emulator for emulate only', async () => {
    const nodeOptions = ['--import', new URL('support/list-modules.ts', import.meta.url).href]
    const { exitCode, stderr } = await versekey(['explain', '7000215'], { nodeOptions })
    expect(exitCode).toBe(0)
    expect(stderr).toContain('packages/client/src/explain/index.ts')
    for (const part of ['packages/emulator/', 'packages/client/src/dataverse/', 'oauth4webapi']) {
      expect(stderr).not.toContain(part)
    }
  })

  it('ends quietly when the reader of its output has gone', async () => {
    const { exitCode, stderr } = await versekey(['explain', '7000215'], { readsOutput: false })
    expect([exitCode, stderr]).toEqual([0, ''])
  })

  it.runIf(process.platform === 'linux')('says so when its output cannot be written', async () => {
    const full = openSync('/dev/full', 'w')
    onTestFinished(() => closeSync(full))
    const child = spawn(process.execPath, ['packages/cli/src/bin.ts', 'explain', '7000215'], {
      stdio: ['ignore', full, 'pipe'],
    })
    let errors = ''
    child.stderr?.on('data', (chunk) => {
      errors += String(chunk)
    })
    const exitCode = await new Promise((resolve) => {
      child.once('close', resolve)
    })
    expect([exitCode, errors]).toEqual([1, expect.stringMatching(/^error: cannot write the output: ENOSPC/)])
  })
})

/** A port that nothing listens on a moment later. */
async function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve) => {
    server.listen(0, 'localhost', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
