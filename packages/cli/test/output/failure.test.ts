import { describe, expect, it } from 'vitest'
import { reportFailure } from '../../src/output/failure.ts'
import { OutputError } from '../../src/output/output.ts'
import { UsageError } from '../../src/usage-error.ts'
import { Collector } from '../support/run-here.ts'

async function report(failure: unknown, isJson = false) {
  const stdout = new Collector()
  const stderr = new Collector()
  const io = { stdin: process.stdin, stdout, stderr, env: {}, interrupted: () => Promise.resolve() }
  const exitCode = await reportFailure(failure, io, isJson)
  return { exitCode, stdout: stdout.text, stderr: stderr.text }
}

describe('reportFailure', () => {
  it('says what cannot be used and where to read on, with exit code 2', async () => {
    expect(await report(new UsageError('--port: not a number', { hint: 'Run it with --help.' }))).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'error: --port: not a number\nRun it with --help.\n',
    })
  })

  it('shows the stack of a defect and asks to report it, with exit code 1', async () => {
    const { exitCode, stderr } = await report(new TypeError('x is not a function'))
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^TypeError: x is not a function\n +at /)
    expect(stderr).toContain('This is a defect of versekey. Please report it')
  })

  it('takes an error with a foreign code for a defect', async () => {
    const { stderr } = await report(Object.assign(new Error('broken'), { code: 'ERR_INVALID_ARG_TYPE' }))
    expect(stderr).toContain('This is a defect of versekey.')
  })

  it('says nothing when the reader has gone', async () => {
    const gone = new OutputError(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
    expect(await report(gone)).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  })

  it.each([
    ['a usage error', new UsageError('no'), 'USAGE', 2],
    ['a defect', new Error('no'), 'DEFECT', 1],
  ])('puts %s into JSON', async (_title, failure, code, exitCode) => {
    const reported = await report(failure, true)
    expect(reported.exitCode).toBe(exitCode)
    expect(JSON.parse(reported.stderr)).toMatchObject({ error: { code, message: expect.stringContaining('no') } })
  })
})
