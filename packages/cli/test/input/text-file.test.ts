import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readTextFile } from '../../src/input/text-file.ts'
import { UsageError } from '../../src/usage-error.ts'
import { temporaryFile, temporaryFolder } from '../support/temporary-folder.ts'

describe('readTextFile', () => {
  it('reads a file and its permissions', async () => {
    const path = await temporaryFile('text', 0o640)
    expect(await readTextFile('--world', path, 100)).toEqual({ text: 'text', path, permissions: 0o640 })
  })

  it('says why a file cannot be read', async () => {
    const path = join(await temporaryFolder(), 'missing')
    await expect(readTextFile('--world', path, 100)).rejects.toThrow(
      `--world ${path}: it cannot be read (no such file or directory)`,
    )
    await expect(readTextFile('--world', tmpdir(), 100)).rejects.toThrow(/it cannot be read \(.*directory\)$/)
  })

  it('refuses one that is too large', async () => {
    const refusal = await readTextFile('--ca', await temporaryFile('12345'), 4).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(UsageError)
    expect(refusal).toMatchObject({ message: expect.stringMatching(/it is larger than 4 bytes/) })
  })
})
