import { describe, expect, it } from 'vitest'
import { runHere } from './support/run-here.ts'

const commands = ['emulate', 'whoami', 'token', 'explain']

describe('help', () => {
  it.each([[[]], ...commands.map((command) => [[command]])])(
    'of %j has examples and fits 80 columns',
    async (command) => {
      const { exitCode, stdout, stderr } = await runHere([...command, '--help'])
      expect([exitCode, stderr]).toEqual([0, ''])
      expect(stdout).toMatch(/^Examples/m)
      expect(stdout).toContain('--json')
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    },
  )

  it('lists every command, and the exit codes', async () => {
    const { stdout } = await runHere(['--help'])
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'))
    expect(stdout).toMatch(/0 {2}success\n {2}1 {2}failure.*\n {2}2 {2}/)
  })

  it('is coloured on a terminal only, and not with NO_COLOR', async () => {
    const colours = async (outputIsTerminal: boolean, env = {}) =>
      (await runHere(['--help'], { outputIsTerminal, env })).stdout.includes('\u001b[')
    expect([await colours(true), await colours(false), await colours(true, { NO_COLOR: '1' })]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('is given on standard error when there is no command', async () => {
    const { exitCode, stdout, stderr } = await runHere([])
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Usage: versekey')
    expect(stderr).toContain('error: which command?')
  })
})

describe('the version', () => {
  it.each(['--version', '-V'])('is printed by %s', async (option) => {
    const { exitCode, stdout } = await runHere([option])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('what cannot be understood', () => {
  it.each([
    ['an unknown command', ['explian'], "unknown command 'explian'\n(Did you mean explain?)"],
    ['an unknown option', ['whoami', '--clientid', 'x'], "unknown option '--clientid'\n(Did you mean --client-id?)"],
    ['an option without its value', ['whoami', '--url'], "option '--url <url>' argument missing"],
    ['too many arguments', ['whoami', 'me'], "too many arguments for 'whoami'. Expected 0 arguments but got 1."],
    ['a port that is none', ['emulate', '--port', '65536'], 'Give a number from\n0 to 65535.'],
    ['two ways to sign in', ['whoami', '--certificate', 'a', '--username', 'b'], 'cannot be used with option'],
  ])('%s', async (_title, argv, message) => {
    const { exitCode, stdout, stderr } = await runHere(argv)
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
    expect(stderr).toMatch(/Run "versekey[\w ]* --help" for what there is\.\n$/)
  })

  it('is said in JSON when JSON was asked for', async () => {
    const { exitCode, stderr } = await runHere(['whoami', '--json'])
    expect(exitCode).toBe(2)
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'USAGE', message: /something missing/ } })
  })
})
