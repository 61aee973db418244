import { readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../src/program.ts'
import { Collector, runHere } from './support/run-here.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const io = {
  stdin: new PassThrough(),
  stdout: new Collector(),
  stderr: new Collector(),
  env: {},
  interrupted: () => Promise.resolve(),
}
const { commands, options } = createProgram({ io, run: () => Promise.resolve() })

describe('the README', () => {
  it('shows what versekey explain prints', async () => {
    const [, shown] = /<!-- output: versekey explain 0x80042f09 -->\n```\n(.*?)```/s.exec(readme) ?? []
    expect((await runHere(['explain', '0x80042f09'])).stdout).toBe(shown)
  })

  it.each(commands.map((command) => command.name()))('has the command %s', (name) => {
    expect(readme).toContain(`\`versekey ${name}\``)
  })

  it.each(
    [...new Set([...options, ...commands.flatMap((command) => command.options)].map(({ long }) => long ?? ''))].filter(
      (name) => name !== '--version',
    ),
  )('has the option %s', (name) => {
    expect(readme).toContain(`\`${name}\``)
  })

  it('names the variables that the help names, and no other', async () => {
    const variables = (text: string): string[] => [...new Set(text.match(/VERSEKEY_[A-Z_]+/g))].sort()
    const helps = await Promise.all(commands.map((command) => runHere([command.name(), '--help'])))
    expect(variables(readme)).toEqual(variables(helps.map(({ stdout }) => stdout).join('\n')))
  })
})
