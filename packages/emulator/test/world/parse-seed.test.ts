import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkSeed, parseSeed } from '../../src/world/parse-seed.ts'
import type { WorldSeed } from '../../src/world/seed.ts'
import { seedError } from './seed-error-of.ts'

const certificateFile = new URL('../support/warehouse-sync.pem', import.meta.url)

describe('parseSeed', () => {
  it('reads JSON with comments, trailing commas, a byte order mark and Windows line ends', () => {
    const text =
      '\uFEFF{\r\n  // who\r\n  "tenants": [{ "displayName": "Contoso", /* one */ "domains": ["contoso.com",], },],\r\n}'
    expect(parseSeed(text, 'world.jsonc')).toStrictEqual({
      tenants: [{ displayName: 'Contoso', domains: ['contoso.com'], applications: [] }],
    })
  })

  it('reads a certificate from a file beside the seed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'versekey-seed-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const pem = readFileSync(certificateFile, 'utf8')
    writeFileSync(join(folder, 'client.pem'), pem)
    const text = JSON.stringify({
      tenants: [
        {
          displayName: 'Contoso',
          domains: ['contoso.com'],
          applications: [{ displayName: 'Warehouse', certificates: [{ file: 'client.pem' }] }],
        },
      ],
    })
    const seed = parseSeed(text, join(folder, 'world.json'))
    expect(seed.tenants[0]?.applications?.[0]?.certificates).toStrictEqual([{ pem }])
  })

  it('lets names be shared where ids tell apart', () => {
    const seed = parseSeed(
      `{ "tenants": [{ "displayName": "Contoso", "domains": ["contoso.com"],
         "applications": [
           { "displayName": "Twin", "clientId": "11111111-1111-4111-8111-111111111111" },
           { "displayName": "Twin", "clientId": "22222222-2222-4222-8222-222222222222" }
         ],
         "environments": [{ "friendlyName": "Contoso", "urlName": "contoso",
           "applicationUsers": [{ "application": "22222222-2222-4222-8222-222222222222" }] }] }] }`,
      'world.json',
    )
    expect(seed.tenants[0]?.applications).toHaveLength(2)
  })
})

describe('checkSeed', () => {
  const seed: WorldSeed = { tenants: [{ displayName: 'Contoso', domains: ['contoso.com'] }] }

  it('takes a seed that a program made', () => {
    expect(checkSeed(seed).tenants).toHaveLength(1)
  })

  it('refuses it with the lines of its JSON text', () => {
    const wrong: WorldSeed = { tenants: [...seed.tenants, ...seed.tenants] }
    expect(seedError(() => checkSeed(wrong, 'my world')).problems).toMatchObject([
      {
        file: 'my world',
        line: 9,
        message: 'the tenant id that is derived from the name is taken already (first in line 3)',
      },
      { file: 'my world', line: 12, message: 'the domain "contoso.com" is used twice (first in line 6)' },
    ])
  })
})
