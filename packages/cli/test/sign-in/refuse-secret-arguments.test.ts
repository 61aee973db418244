import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runHere } from '../support/run-here.ts'

describe('a secret among the arguments', () => {
  it.each([
    ['--client-secret', 'VERSEKEY_CLIENT_SECRET'],
    ['--clientSecret', 'VERSEKEY_CLIENT_SECRET'],
    ['--secret', 'VERSEKEY_CLIENT_SECRET'],
    ['--password', 'VERSEKEY_PASSWORD'],
    ['--pass', 'VERSEKEY_PASSWORD'],
    ['-password', 'VERSEKEY_PASSWORD'],
  ])('%s is refused with what to do instead', async (option, variable) => {
    for (const argv of [
      ['whoami', option, 'hunter2'],
      ['token', `${option}=hunter2`],
      ['explain', option],
    ]) {
      const { exitCode, stdout, stderr } = await runHere(argv)
      expect([exitCode, stdout]).toEqual([2, ''])
      expect(stderr).toContain('every process of this machine can read a')
      expect(stderr).toContain(variable)
      expect(stderr).not.toContain('hunter2')
    }
  })

  it('is not shown, wherever it was put', async () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9~_.]{12,30}$/)
    const places: ((secret: string) => string[])[] = [
      (it) => ['whoami', '--client-secret', it],
      (it) => ['whoami', `--client-secret=${it}`],
      (it) => ['whoami', it],
      (it) => ['whoami', `--clientt-secret=${it}`],
      (it) => ['token', `-p${it}`],
      (it) => ['token', '--certificate', 'a.pem', it],
      (it) => ['emulate', `--key=${it}'`],
      (it) => ['--json', 'whoami', `--pasword=${it}`],
    ]
    await fc.assert(
      fc.asyncProperty(secret, fc.constantFrom(...places), async (value, place) => {
        const { exitCode, stdout, stderr } = await runHere(place(value))
        expect(exitCode).toBe(2)
        expect(stdout + stderr).not.toContain(value)
      }),
    )
  })

  it('leaves the options alone that name files, and texts after --', async () => {
    const { stderr } = await runHere(['whoami', '--client-secret-file', 'x', '--password-file', 'y'])
    expect(stderr).not.toContain('every process')
    const explained = await runHere(['explain', '--', '--password', 'AADSTS50126'])
    expect(explained.exitCode).toBe(0)
  })
})
