import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { setVariable, trustHints } from '../../src/emulation/trust-hints.ts'

describe('trustHints', () => {
  it('names the variables that clients listen to', () => {
    expect(trustHints('/home/ada/.versekey/localhost-ca.pem', 'linux')).toEqual([
      ['Node.js', 'export NODE_EXTRA_CA_CERTS=/home/ada/.versekey/localhost-ca.pem'],
      ['curl', 'export CURL_CA_BUNDLE=/home/ada/.versekey/localhost-ca.pem'],
      ['Python', 'export REQUESTS_CA_BUNDLE=/home/ada/.versekey/localhost-ca.pem'],
    ])
  })

  it('speaks PowerShell on Windows', () => {
    expect(setVariable('CA', "C:\\Users\\Ada O'Neill\\ca.pem", 'win32')).toBe(
      "$env:CA = 'C:\\Users\\Ada O''Neill\\ca.pem'",
    )
  })

  it.skipIf(process.platform === 'win32').each(['/plain/path', '/it\'s $HOME/`x` "y"/*', '/a\\b;c&d'])(
    'quotes %s so that a shell gives it back',
    (path) => {
      const script = `${setVariable('CA', path, 'linux')}; printf %s "$CA"`
      expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(path)
    },
  )
})
