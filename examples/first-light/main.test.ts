import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { findProgram } from '../../test/support/find-program.ts'
import { runProgram } from '../../test/support/program.ts'

const main = 'examples/first-light/main.ts'
const guid = '[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'

it('--once prints the table and ends with exit code 0', async () => {
  const program = runProgram([main, '--once', '--port', '0'])
  expect(await program.ended()).toBe(0)
  expect(program.errors()).toBe('')
  const table = program.output()
  for (const title of ['secret → token → WhoAmI', 'certificate → token → WhoAmI', 'user name and password → WhoAmI']) {
    expect(table).toMatch(new RegExp(`${title} +signed in\\n +UserId +${guid}\\n`))
  }
  for (const [title, result] of [
    ['wrong secret', '401 AADSTS7000215'],
    ['expired secret', '401 AADSTS7000222'],
    ['unknown application', '400 AADSTS700016'],
    ['no application user', '403 0x80072560'],
    ['application user without a role', '403 0x80042f09'],
  ]) {
    expect(table).toMatch(
      new RegExp(`${title} +${result}\\n +what +.+\\n +cause +(.+\\n)+? +remedy +(.+\\n)+? +who +.+\\n`),
    )
  }
  const people = [...table.matchAll(new RegExp(`UserId +(${guid})`, 'g'))].map(([, id]) => id)
  expect(new Set(people).size).toBe(3)
  const widest = table
    .split('\n')
    .filter((line) => line.length > 80 && !line.includes(String(process.env['VERSEKEY_HOME'])))
  expect(widest).toEqual([])
})

it('takes the next free port where one is busy, prints it, and ends with exit code 0 on Ctrl-C', async () => {
  const busy = createServer().listen(0, '127.0.0.1')
  await once(busy, 'listening')
  const address = busy.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const program = runProgram([main, '--port', String(port)])
  try {
    await program.line(/^Serving/)
    expect(program.output()).toContain(`Port ${port} is in use`)
    const authority = /Authority +https:\/\/localhost:(\d+)/.exec(program.output())?.[1]
    expect(Number(authority)).toBeGreaterThan(port)
    const response = await fetch(`https://localhost:${authority}/common/discovery/keys`)
    expect(response.status).toBe(200)
    program.child.kill('SIGINT')
    expect(await program.ended()).toBe(0)
  } finally {
    program.child.kill('SIGKILL')
    busy.close()
  }
})

it.skipIf(findProgram('curl') === undefined || findProgram('bash') === undefined)(
  'prints curl lines that work when pasted',
  async () => {
    const program = runProgram([main, '--port', '0'])
    try {
      await program.line(/^Serving/)
      const [, lines = ''] = /Or with curl\n(.*?)\n\n/s.exec(program.output()) ?? []
      const { stdout } = spawnSync('bash', ['-c', lines], { encoding: 'utf8' })
      const userId = new RegExp(`secret → token → WhoAmI +signed in\\n +UserId +(${guid})`).exec(program.output())?.[1]
      expect(JSON.parse(stdout)).toMatchObject({ UserId: userId })
    } finally {
      program.child.kill('SIGKILL')
    }
  },
)

it.each([['--port', 'many'], ['--port', '65536'], ['--bogus']])(
  'refuses %s %s with exit code 2 and its usage',
  async (...args) => {
    const program = runProgram([main, ...args.filter((argument) => argument !== undefined)])
    expect(await program.ended()).toBe(2)
    expect(program.errors()).toContain('Usage: npm start')
  },
)
