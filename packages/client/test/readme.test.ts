import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ownErrors } from '../src/explain/own-errors.ts'
import * as client from '../src/index.ts'

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8')
const rows = Array.from(
  readme.matchAll(/^\| `(VERSEKEY_\w+)` \| `(\w+)` \|/gm),
  ([, code, name]) => [code, name] as const,
)

describe('the table of errors in the README', () => {
  it('has each error that the package exports, and no other', () => {
    const exported = Object.keys(client).filter((name) => name.endsWith('Error') && name !== 'VersekeyError')
    expect(rows.map(([, name]) => name).sort()).toEqual(exported.sort())
  })

  it('has each code that explain knows, and no other', () => {
    expect(rows.map(([code]) => code).sort()).toEqual(Object.keys(ownErrors).sort())
  })

  it.each(rows)('%s is the code of %s', (code, name) => {
    const errors = {
      CertificateError: new client.CertificateError('malformed', 'x'),
      ChallengeError: new client.ChallengeError('malformed_url', 'x', { environmentUrl: 'x', status: 401 }),
      ConfigurationError: new client.ConfigurationError('x', 'x'),
      DataverseError: new client.DataverseError('x', { status: 403 }),
      ForeignOriginError: new client.ForeignOriginError('x', 'y', 'argument'),
      TokenEndpointError: new client.TokenEndpointError(
        { clientId: 'x', tenantId: 'x', authorityHost: 'x' },
        { status: 400, error: 'x', errorCodes: [] },
      ),
      TransportError: new client.TransportError('x', undefined),
      UnexpectedResponseError: new client.UnexpectedResponseError('redirect', 'x', 302, 'x'),
    }
    const error = Object.values(errors).find((one) => one.name === name)
    expect(error).toMatchObject({ code, name })
    expect(error).toBeInstanceOf(client.VersekeyError)
    // What the last column promises is there.
    const told =
      readme
        .split('\n')
        .find((line) => line.startsWith(`| \`${code}\``))
        ?.split('|')[4] ?? ''
    for (const [, property] of told.matchAll(/`(\w+)`/g)) expect(error).toHaveProperty(property ?? '')
  })
})
