import { describe, expect, it } from 'vitest'
import { runHere } from '../support/run-here.ts'

/** Titles are the catalogue's; the codes are what the documents of Microsoft list. */
const codesOf = (text: string): string[] =>
  [...text.matchAll(/^(AADSTS\d+|0x[0-9a-f]{8}|VERSEKEY_\w+) {2}/gm)].map(([, code]) => code ?? '')

describe('versekey explain', () => {
  it('says what a code means, why, what to do and who can', async () => {
    const { exitCode, stdout, stderr } = await runHere(['explain', 'AADSTS7000215'])
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^AADSTS7000215 {2}\S/)
    for (const label of ['Cause', 'Remedy', 'Who', 'Source', 'More'])
      expect(stdout).toMatch(new RegExp(`^  ${label} `, 'm'))
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it.each([
    ['a bare number', ['7000215'], ['AADSTS7000215']],
    ['several codes', ['7000215', '0x80072560', 'AADSTS50126'], ['AADSTS7000215', '0x80072560', 'AADSTS50126']],
    ['several codes, one of them unknown', ['7000215', '9999999'], ['AADSTS7000215']],
    // 0x80072560 as the signed 32-bit number that .NET prints: 2^32 - 0x80072560 = 2147015328.
    ['a negative number, which looks like an option', ['explain me', '-2147015328'].slice(1), ['0x80072560']],
    ['a message in words of its own', 'AADSTS700016: Application with identifier x'.split(' '), ['AADSTS700016']],
    ['a message as one argument', ['AADSTS700016: Application was not found'], ['AADSTS700016']],
    ['words where only the code counts', ['took', '50126', 'ms:', '0x80072560'], ['0x80072560']],
  ])('takes %s', async (_title, words, codes) => {
    const { exitCode, stdout } = await runHere(['explain', ...words])
    expect([exitCode, codesOf(stdout)]).toEqual([0, codes])
  })

  it.each([[[]], [['-']]])('reads a pipe: %j', async (words) => {
    const input = '{"error":"invalid_client","error_codes":[7000222]}\n2026-11-23 HTTP 403 0x80042f09\n'
    const { exitCode, stdout } = await runHere(['explain', ...words], { input })
    expect([exitCode, codesOf(stdout)]).toEqual([0, ['AADSTS7000222', '0x80042f09']])
  })

  it('reads a million bytes of a pipe and says so', async () => {
    const input = `AADSTS50126 ${'x'.repeat(1_000_000)} AADSTS50053`
    const { stdout, stderr } = await runHere(['explain'], { input })
    expect(codesOf(stdout)).toEqual(['AADSTS50126'])
    expect(stderr).toBe('warning: only the first 1000000 bytes were read\n')
  })

  it('takes bytes of any kind from a pipe', async () => {
    const input = Buffer.concat([Buffer.from([0xff, 0xfe, 0x00]), Buffer.from('AADSTS50126')])
    expect((await runHere(['explain'], { input })).exitCode).toBe(0)
  })

  it('says what it looks for when it finds nothing, with exit code 1', async () => {
    const { exitCode, stdout, stderr } = await runHere(['explain', 'it does not work'])
    expect([exitCode, stdout]).toEqual([1, ''])
    expect(stderr).toContain('AADSTS7000215')
    expect(stderr).toContain('0x80072560')
  })

  it('does not wait for a terminal that nobody knows is read', async () => {
    const { exitCode, stderr } = await runHere(['explain'], { inputIsTerminal: true })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('there is nothing to explain')
  })

  it('gives a list in JSON, also an empty one', async () => {
    const found = await runHere([
      'explain',
      '--json',
      'AADSTS50126 Correlation ID: f00daa09-2cb7-4d6f-85d7-a7aab76f5fa1',
    ])
    expect(JSON.parse(found.stdout)).toMatchObject([
      { code: 'AADSTS50126', correlationId: 'f00daa09-2cb7-4d6f-85d7-a7aab76f5fa1' },
    ])
    const none = await runHere(['--json', 'explain', 'nothing'])
    expect([none.exitCode, JSON.parse(none.stdout), none.stderr]).toEqual([1, [], ''])
  })
})
