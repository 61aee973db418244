import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createOutput, OutputError, showsColors, widthOf, write } from '../../src/output/output.ts'
import { plainOutput } from '../support/plain-output.ts'
import { Collector } from '../support/run-here.ts'

describe('colours', () => {
  const terminal = new Collector({ outputIsTerminal: true })

  it.each([
    ['a terminal shows them', terminal, {}, true],
    ['a pipe does not', new Collector(), {}, false],
    ['NO_COLOR turns them off (no-color.org)', terminal, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR does not (no-color.org)', terminal, { NO_COLOR: '' }, true],
    ['a dumb terminal does not', terminal, { TERM: 'dumb' }, false],
  ])('%s', (_title, stream, env, expected) => {
    expect(showsColors(stream, env)).toBe(expected)
    const output = createOutput({ stdout: stream, stderr: stream, env }, false)
    expect(output.style('red', 'x')).toBe(expected ? '\u001b[31mx\u001b[39m' : 'x')
  })
})

describe('the width', () => {
  it.each([
    [200, 80],
    [60, 60],
    [10, 40],
    [0, 80],
  ])('of a terminal of %d columns is %d', (columns, width) => {
    expect(widthOf(new Collector({ columns }))).toBe(width)
  })
})

describe('warn', () => {
  it('goes to standard error, wrapped', async () => {
    const { output, stdout, stderr } = plainOutput()
    await output.warn(`${'word '.repeat(20)}end`)
    expect(stdout.text).toBe('')
    expect(stderr.text).toMatch(/^warning: word .*\n.*end\n$/)
  })

  it('is a line of JSON when JSON was asked for', async () => {
    const stderr = new Collector()
    await createOutput({ stdout: new Collector(), stderr, env: {} }, true).warn('careful')
    expect(stderr.text).toBe('{"warning":"careful"}\n')
  })
})

describe('write', () => {
  it.each([
    ['EPIPE', true],
    ['ENOSPC', false],
  ])('tells a reader that has gone from other trouble: %s', async (code, isBrokenPipe) => {
    const stream = new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) })
    stream.on('error', () => undefined)
    const failure = await write(stream, 'text').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(OutputError)
    expect(failure).toMatchObject({ isBrokenPipe, message: `cannot write the output: ${code}` })
  })
})
