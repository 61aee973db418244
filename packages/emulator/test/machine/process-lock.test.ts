import { spawnSync } from 'node:child_process'
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { acquireProcessLock } from '../../src/machine/process-lock.ts'
import { temporaryFolder } from './temporary-folder.ts'

const minuteMs = 60_000

it('is given to one at a time', async () => {
  const path = await lockPath()
  const attempts = await Promise.all(Array.from({ length: 5 }, () => acquireProcessLock(path, minuteMs)))
  const [lock, ...others] = attempts.filter((attempt) => attempt !== undefined)
  expect(others).toEqual([])
  await lock?.release()
  expect(await acquireProcessLock(path, minuteMs)).toBeDefined()
})

it('is taken over from a process that is gone', async () => {
  const path = await lockPath()
  const { pid } = spawnSync(process.execPath, ['--version'])
  await writeFile(path, `${pid} mark`)
  expect(await acquireProcessLock(path, minuteMs)).toBeDefined()
})

it('is taken over when it was not touched for long, and its old holder leaves the new one alone', async () => {
  const path = await lockPath()
  const old = await acquireProcessLock(path, minuteMs)
  await age(path)
  expect(await acquireProcessLock(path, minuteMs)).toBeDefined()
  const mark = await readFile(path, 'utf8')
  await old?.release()
  expect(await readFile(path, 'utf8')).toBe(mark)
})

it('stays with a holder that touches it', async () => {
  const path = await lockPath()
  const lock = await acquireProcessLock(path, minuteMs)
  await age(path)
  await lock?.touch()
  expect(await acquireProcessLock(path, minuteMs)).toBeUndefined()
})

it('can be released twice, and when it is gone', async () => {
  const path = await lockPath()
  const lock = await acquireProcessLock(path, minuteMs)
  await lock?.release()
  await lock?.release()
  expect(await readdir(join(path, '..'))).toEqual([])
})

it('rejects where it cannot be written', async () => {
  await expect(acquireProcessLock(join(await lockPath(), 'below'), minuteMs)).rejects.toMatchObject({ code: 'ENOENT' })
})

async function lockPath(): Promise<string> {
  return join(await temporaryFolder(), 'lock')
}

async function age(path: string): Promise<void> {
  const longAgo = new Date(Date.now() - 2 * minuteMs)
  await utimes(path, longAgo, longAgo)
}
