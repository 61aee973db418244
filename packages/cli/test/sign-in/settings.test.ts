import { describe, expect, it } from 'vitest'
import { readSignInSettings } from '../../src/sign-in/settings.ts'

const variables = {
  VERSEKEY_URL: 'https://variable.crm.dynamics.com',
  VERSEKEY_CLIENT_ID: 'client of the variable',
  VERSEKEY_TENANT: 'tenant of the variable',
  VERSEKEY_AUTHORITY: 'authority of the variable',
  VERSEKEY_CA: 'ca of the variable',
  VERSEKEY_CLIENT_SECRET: 'secret of the variable',
}
const secretVariable = { kind: 'variable', name: 'VERSEKEY_CLIENT_SECRET', value: 'secret of the variable' }
const passwordVariable = { kind: 'variable', name: 'VERSEKEY_PASSWORD', value: 'p' }

describe('readSignInSettings', () => {
  it('takes everything from the environment', () => {
    expect(readSignInSettings({}, variables)).toEqual({
      environmentUrl: 'https://variable.crm.dynamics.com',
      clientId: 'client of the variable',
      tenantId: 'tenant of the variable',
      authorityHost: 'authority of the variable',
      caFile: 'ca of the variable',
      flow: { kind: 'clientSecret', clientSecret: secretVariable },
    })
  })

  it('puts options before variables', () => {
    const args = { url: 'u', clientId: 'c', tenant: 't', authority: 'a', ca: 'f', clientSecretFile: 's' }
    expect(readSignInSettings(args, variables)).toEqual({
      environmentUrl: 'u',
      clientId: 'c',
      tenantId: 't',
      authorityHost: 'a',
      caFile: 'f',
      flow: { kind: 'clientSecret', clientSecret: { kind: 'file', option: '--client-secret-file', path: 's' } },
    })
  })

  it('takes an empty variable for one that is not set', () => {
    expect(readSignInSettings({}, { ...variables, VERSEKEY_TENANT: '' }).tenantId).toBeUndefined()
  })

  it.each([
    ['a certificate', { certificate: 'x.pem' }, {}, { kind: 'clientCertificate', certificate: 'x.pem' }],
    [
      'a certificate, though variables name a person',
      { certificate: 'x.pem', privateKey: 'y.pem' },
      { VERSEKEY_USERNAME: 'ada', VERSEKEY_PASSWORD: 'p' },
      { kind: 'clientCertificate', certificate: 'x.pem', privateKey: 'y.pem' },
    ],
    [
      'a person of a confidential client',
      { username: 'ada' },
      { VERSEKEY_PASSWORD: 'p' },
      { kind: 'usernamePassword', username: 'ada', password: passwordVariable, clientSecret: secretVariable },
    ],
    [
      'a person of a public client',
      {},
      { VERSEKEY_USERNAME: 'ada', VERSEKEY_PASSWORD: 'p', VERSEKEY_CLIENT_SECRET: '' },
      { kind: 'usernamePassword', username: 'ada', password: passwordVariable },
    ],
  ])('signs in with %s', (_title, args, env, flow) => {
    expect(readSignInSettings(args, { ...variables, ...env }).flow).toEqual(flow)
  })

  it('names everything that is missing', () => {
    expect(() => readSignInSettings({}, {})).toThrow(
      [
        'there is something missing:',
        '  the environment: --url or VERSEKEY_URL',
        '  the application: --client-id or VERSEKEY_CLIENT_ID',
        '  the proof: VERSEKEY_CLIENT_SECRET, --client-secret-file, --certificate, or --username',
      ].join('\n'),
    )
  })

  it.each([
    ['the password of ada', { username: 'ada' }],
    ['the certificate that --private-key belongs to', { privateKey: 'key.pem' }],
    ['the person whose password it is', { passwordFile: 'x' }],
    ['cannot both read standard input', { username: 'ada', passwordFile: '-', clientSecretFile: '-' }],
  ])('refuses half of something: %s', (message, args) => {
    expect(() => readSignInSettings({ url: 'u', clientId: 'c', ...args }, {})).toThrow(message)
  })
})
