import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { trustAuthorities } from '../../src/sign-in/trust.ts'
import { temporaryFile, temporaryFolder } from '../support/temporary-folder.ts'

/** The certificate of this run's own localhost authority, and a list of trusted ones without it. */
async function withoutOwnAuthority(): Promise<string> {
  const before = getCACertificates('default')
  onTestFinished(() => setDefaultCACertificates(before))
  setDefaultCACertificates(getCACertificates('bundled').slice(0, 3))
  return readFile(join(process.env['VERSEKEY_HOME'] ?? '', 'localhost-ca.pem'), 'utf8')
}

const trusted = (): number => getCACertificates('default').length

describe('trustAuthorities', () => {
  it.each(['https://localhost:8444', 'https://127.0.0.1:8444', 'https://[::1]:8444', 'localhost:8443'])(
    "trusts this machine's authority for %s",
    async (url) => {
      const pem = await withoutOwnAuthority()
      const home = await temporaryFolder()
      await writeFile(join(home, 'localhost-ca.pem'), pem)
      await trustAuthorities({ caFile: undefined, urls: [undefined, url] }, { VERSEKEY_HOME: home })
      expect(trusted()).toBe(4)
      expect(getCACertificates('default').map((it) => it.trim())).toContain(pem.trim())
    },
  )

  it.each(['https://org.crm4.dynamics.com', 'https://localhost.example', 'https://user@x.localhost:1', 'nonsense'])(
    'does not trust it for %s',
    async (url) => {
      const pem = await withoutOwnAuthority()
      const home = await temporaryFolder()
      await writeFile(join(home, 'localhost-ca.pem'), pem)
      await trustAuthorities({ caFile: undefined, urls: [url] }, { VERSEKEY_HOME: home })
      expect(trusted()).toBe(3)
    },
  )

  it('does without it when the emulator has never run here', async () => {
    await withoutOwnAuthority()
    const env = { VERSEKEY_HOME: await temporaryFolder() }
    await trustAuthorities({ caFile: undefined, urls: ['https://localhost:8444'] }, env)
    expect(trusted()).toBe(3)
  })

  it('trusts every certificate of a named bundle, whatever stands between them', async () => {
    const pem = await withoutOwnAuthority()
    const [other = ''] = getCACertificates('bundled').slice(5)
    const caFile = await temporaryFile(`# ours\n${pem}\n# theirs\n${other}`)
    await trustAuthorities({ caFile, urls: [] }, {})
    expect(trusted()).toBe(5)
  })

  it.each([
    ['no certificate', 'hello', 'there is no certificate in it'],
    [
      'a damaged one',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
      'certificate 1 in it cannot be read',
    ],
  ])('refuses a bundle with %s', async (_title, content, message) => {
    const caFile = await temporaryFile(content)
    await expect(trustAuthorities({ caFile, urls: [] }, {})).rejects.toThrow(`--ca ${caFile}: ${message}`)
  })
})
