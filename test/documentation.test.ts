import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { describeSampleWorld, type Emulator, notEmulatedYet, startEmulator } from '@versekey/emulator'
import { aadstsByCode } from '@versekey/facts/aadsts'
import { dataverseErrorsByCode } from '@versekey/facts/dataverse-errors'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { table } from '../examples/first-light/report.ts'
import { sampleClients } from '../examples/first-light/sample-clients.ts'
import { signIn } from '../examples/first-light/sign-in.ts'
import { findProgram } from './support/find-program.ts'
import { runCommand } from './support/program.ts'

/** Every page of documentation, with its path from the root. */
const pages = await findPages('.')
const readme = await readFile('README.md', 'utf8')
/** Inside the repository, so that imports resolve as a reader's would. */
const folder = '.versekey/snippets'
const sample = describeSampleWorld()
let emulator: Emulator

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const { certificate, privateKey } = sample.applications['Warehouse Sync']
  await writeFile(join(folder, 'versekey.pem'), `${certificate}${privateKey}`)
  emulator = await startEmulator()
})
afterAll(async () => {
  await emulator.close()
  await rm(folder, { recursive: true, force: true })
})

interface Snippet {
  readonly page: string
  readonly line: number
  readonly language: string
  readonly text: string
}

const snippets = (await Promise.all(pages.map(readSnippets))).flat()

describe('TypeScript snippets run', () => {
  const typescript = snippets.filter(({ language }) => language === 'ts')

  it.each(typescript.map((snippet) => ({ ...snippet, name: `${snippet.page}:${snippet.line}` })))(
    '$name',
    async (snippet) => {
      const file = join(folder, `${snippet.page.replaceAll(/\W/g, '-')}-${snippet.line}.ts`)
      await writeFile(file, atEmulator(withBeginning(snippet, typescript)))
      const { code, output } = await runCommand(process.execPath, [file], { env: readersEnvironment(snippet.text) })
      expect([code, output]).toEqual([0, expect.any(String)])
    },
  )
})

describe.skipIf(findProgram('bash') === undefined)('shell snippets run', () => {
  it('README.md, all of them in one terminal, in their order', async () => {
    const lines = snippets
      .filter(({ page, language }) => page === 'README.md' && language === 'sh')
      .map(({ text }) => text)
    expect(lines.length).toBeGreaterThan(0)
    const script = `set -e\n${atEmulator(lines.join('\n'))}`
    const { code, output } = await runCommand('bash', ['-c', script], { env: readersEnvironment() })
    const userId = sample.environments.Contoso.findSystemUserId('Nightly Integration')
    expect([code, output]).toEqual([0, expect.stringContaining(String(userId))])
    expect(output).toContain('0x80072560')
    expect(output).toContain('AADSTS7000222')
  }, 60_000)
})

describe('README.md', () => {
  it('shows what npm start prints', async () => {
    const shown = /<!-- output: npm start -- --once -->\n```\n(.*?)```/s.exec(readme)?.[1] ?? ''
    const results = []
    for (const client of sampleClients(emulator, sample).slice(0, 4)) results.push(await signIn(client))
    expect(shown.split('\n').slice(1).join('\n').trim()).toBe(stripVTControlCharacters(table(results)).trim())
  })

  it('counts the error codes', () => {
    const [, count] = /(\d+) error codes/.exec(readme) ?? []
    expect(Number(count)).toBe(aadstsByCode.size + dataverseErrorsByCode.size)
  })

  it('lists what is not emulated yet', () => {
    const listed = /<!-- list: not emulated yet -->\n((?:- .*\n)+)/.exec(readme)?.[1]?.trim().split('\n')
    expect(listed).toEqual(notEmulatedYet.map((text) => `- ${text}`))
  })
})

it.each(pages)('every link of %s leads somewhere', async (page) => {
  const text = await readFile(page, 'utf8')
  const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target)
  const broken = links.filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(dirname(page), target)))
  expect(broken).toEqual([])
})

it('CONTRIBUTING answers ten questions with files that exist', async () => {
  const text = await readFile('CONTRIBUTING.md', 'utf8')
  const answers = [...text.matchAll(/^\d+\. … .*\? `([^`]+)`$/gm)].map(([, path = '']) => path)
  expect(answers).toHaveLength(10)
  expect(answers.filter((path) => !existsSync(path))).toEqual([])
})

async function findPages(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true })
  const found = entries.map((entry) => {
    if (entry.isDirectory() && !/^(node_modules|dist|coverage|\..*)$/.test(entry.name))
      return findPages(join(root, entry.name))
    return entry.name.endsWith('.md') ? [join(root, entry.name)] : []
  })
  return (await Promise.all(found)).flat()
}

async function readSnippets(page: string): Promise<Snippet[]> {
  const text = await readFile(page, 'utf8')
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ index, 1: language = '', 2: body = '' }) => ({
    page,
    language,
    text: body,
    line: text.slice(0, index).split('\n').length + 1,
  }))
}

/** A snippet that goes on with `connection` begins where its page made one. */
function withBeginning(snippet: Snippet, all: readonly Snippet[]): string {
  const uses = /\bconnection\b/.test(snippet.text) && !/const connection\b/.test(snippet.text)
  const beginning = uses && all.find(({ page, text }) => page === snippet.page && /const connection\b/.test(text))
  return beginning ? `${beginning.text}\n${snippet.text}` : snippet.text
}

/** Puts the emulator of this test where a reader has `npm start`, or an environment of their own. */
function atEmulator(text: string): string {
  const [environment] = emulator.environments
  return text
    .replaceAll('https://localhost:8443', emulator.authority)
    .replaceAll('https://localhost:8444', environment?.url ?? '')
    .replaceAll(
      "environmentUrl: 'https://contoso.crm4.dynamics.com'",
      `environmentUrl: '${environment?.url}', authorityHost: '${emulator.authority}'`,
    )
    .replaceAll('ada@contoso.onmicrosoft.com', sample.users.alice.userPrincipalName)
    .replaceAll("'versekey.pem'", `'${join(folder, 'versekey.pem')}'`)
    .replaceAll('npx versekey', `${process.execPath} packages/cli/src/bin.ts`)
}

/** What a reader would have set: the client that fits the way of signing in. */
function readersEnvironment(text = ''): NodeJS.ProcessEnv {
  const { applications, users } = sample
  const secret = applications['Nightly Integration'].secret
  const client = text.includes('clientCertificate(')
    ? applications['Warehouse Sync']
    : text.includes('usernamePassword(')
      ? applications['Reporting Portal']
      : applications['Nightly Integration']
  return { CLIENT_ID: client.clientId, CLIENT_SECRET: secret, PASSWORD: users.alice.password }
}
