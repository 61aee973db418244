import { PassThrough, Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readSecret, type SecretSource } from '../../src/sign-in/secrets.ts'
import { plainOutput } from '../support/plain-output.ts'
import { temporaryFile } from '../support/temporary-folder.ts'

async function read(source: SecretSource, stdin: Readable & { isTTY?: boolean } = Readable.from([])) {
  const { output, stdout, stderr } = plainOutput()
  const io = { stdin, stdout, stderr, env: {}, interrupted: () => Promise.resolve() }
  const secret = await readSecret(source, io, output)
  return { secret, warnings: stderr.text }
}

const file = (path: string): SecretSource => ({ kind: 'file', option: '--client-secret-file', path })

describe('readSecret', () => {
  it.each([
    ['without a line break', 's3cret', 's3cret'],
    ['with one', 's3cret\n', 's3cret'],
    ['with one of Windows', 's3cret\r\n', 's3cret'],
    ['with blanks that belong to it', ' s3 cret ', ' s3 cret '],
    ['with a byte order mark', '\ufeffs3cret', 's3cret'],
  ])('reads a file %s', async (_title, content, secret) => {
    expect(await read(file(await temporaryFile(content)))).toEqual({ secret, warnings: '' })
  })

  it('reads standard input', async () => {
    expect((await read(file('-'), Readable.from(['s3cret\n']))).secret).toBe('s3cret')
  })

  it('gives a variable as it is', async () => {
    expect((await read({ kind: 'variable', name: 'X', value: 'a\n' })).secret).toBe('a\n')
  })

  it.skipIf(process.platform === 'win32').each([[0o644], [0o640], [0o604]])(
    'warns about a file that others can read (mode %o)',
    async (mode) => {
      const { secret, warnings } = await read(file(await temporaryFile('s3cret', mode)))
      expect(secret).toBe('s3cret')
      expect(warnings).toMatch(/^warning: other users of this machine can read /)
      expect(warnings).toContain(`mode 0${mode.toString(8)}`)
      expect(warnings).not.toContain('s3cret')
    },
  )

  it('refuses to let one be typed on the screen, at once', async () => {
    const terminal = Object.assign(new PassThrough(), { isTTY: true })
    await expect(read(file('-'), terminal)).rejects.toThrow('standard input is a terminal')
  })

  it('refuses nothing, and too much', async () => {
    await expect(read(file('-'), Readable.from(['\n']))).rejects.toThrow('--client-secret-file -: it is empty')
    await expect(read(file('-'), Readable.from(['x'.repeat(70_000)]))).rejects.toThrow('that is no secret')
  })
})
