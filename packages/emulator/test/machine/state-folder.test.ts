import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openStateFolder, StateFolderError } from '../../src/machine/state-folder.ts'
import { temporaryFolder } from './temporary-folder.ts'

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

describe('where it is', () => {
  it('is the path that was asked for, made absolute', async () => {
    const path = join(await temporaryFolder(), 'deep', 'down')
    expect(openStateFolder(path).path).toBe(path)
    expect(openStateFolder(`${path}/./../down`).path).toBe(path)
  })

  it('is VERSEKEY_HOME when no path is given', async () => {
    const path = join(await temporaryFolder(), 'home')
    setEnvironment('VERSEKEY_HOME', path)
    expect(openStateFolder().path).toBe(path)
  })

  it.each([undefined, ''])('is .versekey in the home directory when VERSEKEY_HOME is %j', async (value) => {
    const home = await temporaryFolder()
    setEnvironment('VERSEKEY_HOME', value)
    setEnvironment('HOME', home)
    setEnvironment('USERPROFILE', home)
    expect(openStateFolder().path).toBe(join(home, '.versekey'))
  })
})

describe('who may read it', () => {
  it.skipIf(process.platform === 'win32')('is 0700, its files are 0600, whatever the umask lets through', async () => {
    const mask = process.umask(0)
    onTestFinished(() => void process.umask(mask))
    const folder = openStateFolder(join(await temporaryFolder(), 'state'))
    await folder.createFile('created', 'a')
    await folder.putFile('put', 'b')
    folder.openFolder('inside')
    expect(await modeOf(folder.path)).toBe(0o700)
    expect(await modeOf(folder.pathOf('inside'))).toBe(0o700)
    expect(await modeOf(folder.pathOf('created'))).toBe(0o600)
    expect(await modeOf(folder.pathOf('put'))).toBe(0o600)
  })

  it.skipIf(process.platform === 'win32')('leaves the mode of a folder that was there before', async () => {
    const path = await temporaryFolder()
    await mkdir(join(path, 'mine'), { mode: 0o750 })
    openStateFolder(join(path, 'mine'))
    expect(await modeOf(join(path, 'mine'))).toBe(0o750)
  })
})

describe('its files', () => {
  it('has nothing where there is no file', async () => {
    const folder = openStateFolder(await temporaryFolder())
    expect(await folder.readFile('none')).toBeUndefined()
  })

  it('creates a file once, and gives the content of the first to everybody', async () => {
    const folder = openStateFolder(await temporaryFolder())
    const contents = await Promise.all(['a', 'b', 'c', 'd'].map((content) => folder.createFile('file', content)))
    const texts = new Set(contents.map(String))
    expect(texts.size).toBe(1)
    expect([await readFile(folder.pathOf('file'), 'utf8')]).toEqual([...texts])
  })

  it('puts a new content in the place of an old one and leaves no temporary file', async () => {
    const folder = openStateFolder(await temporaryFolder())
    await folder.putFile('file', 'old')
    await folder.putFile('file', Buffer.from('new'))
    await folder.createFile('file', 'later')
    expect(String(await folder.readFile('file'))).toBe('new')
    expect(await readdir(folder.path)).toEqual(['file'])
  })

  it('never shows a part of a file to a reader', async () => {
    const folder = openStateFolder(await temporaryFolder())
    const contents = Array.from({ length: 20 }, (_, index) => Buffer.alloc(200_000, index))
    const seen: boolean[] = []
    for (const content of contents) {
      const [read] = await Promise.all([folder.readFile('file'), folder.putFile('file', content)])
      if (read !== undefined) seen.push(read.length === 200_000 && read.every((byte) => byte === read[0]))
    }
    expect(seen).not.toContain(false)
  })
})

describe('a folder that cannot be used', () => {
  it('names the path, the reason and what to set when a file is in its place', async () => {
    const path = join(await temporaryFolder(), 'file')
    await writeFile(path, '')
    expect(() => openStateFolder(path)).toThrow(
      `Cannot use ${path} for this machine's certificates and keys (ENOTDIR: not a directory). ` +
        'Let this user read and write there, or set VERSEKEY_HOME to another folder.',
    )
    expect(() => openStateFolder(path)).toThrow(StateFolderError)
  })

  it('names it when a file is on the way to it', async () => {
    const path = join(await temporaryFolder(), 'file')
    await writeFile(path, '')
    expect(() => openStateFolder(join(path, 'below'))).toThrow(/file\/below for .* \(ENOTDIR: not a directory\)/)
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'names it when it may not be written to',
    async () => {
      const path = join(await temporaryFolder(), 'locked')
      await mkdir(path, { mode: 0o500 })
      expect(() => openStateFolder(path)).toThrow(/locked for .* \(EACCES: permission denied\)/)
    },
  )

  it.skipIf(process.platform !== 'linux')('names it, and does not hang, where no folder can ever be', () => {
    expect(() => openStateFolder('/proc/versekey/state')).toThrow(
      /^Cannot use \/proc\/versekey\/state for .* \(E[A-Z]+: /,
    )
  })

  it('names the file that cannot be read or written', async () => {
    const folder = openStateFolder(await temporaryFolder())
    await mkdir(folder.pathOf('file'))
    const failure = { code: 'STATE_FOLDER_UNUSABLE', path: folder.pathOf('file') }
    await expect(folder.readFile('file')).rejects.toMatchObject(failure)
    await expect(folder.putFile('file', 'a')).rejects.toMatchObject(failure)
    expect(await readdir(folder.path)).toEqual(['file'])
  })
})

function setEnvironment(name: string, value: string | undefined): void {
  vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
}
