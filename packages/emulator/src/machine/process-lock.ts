import { randomUUID } from 'node:crypto'
import { readFile, stat, unlink, utimes, writeFile } from 'node:fs/promises'
import { hasCode } from './system-error.ts'

/** A lock that one process of this machine holds. */
export interface ProcessLock {
  /** Says that the work goes on; due more often than the lock's `staleAfterMs`. */
  touch(): Promise<void>
  release(): Promise<void>
}

/**
 * Takes a lock file unless another process holds it; a lock whose process is gone, or that was not touched for
 * `staleAfterMs`, counts as left behind.
 *
 * It is advisory: two processes that find the same lock left behind at the same moment may both get it. Use it where that
 * costs some work done twice and nothing else.
 *
 * @returns `undefined` when another process holds it.
 */
export async function acquireProcessLock(path: string, staleAfterMs: number): Promise<ProcessLock | undefined> {
  const mark = `${process.pid} ${randomUUID()}`
  if (!(await createLockFile(path, mark))) {
    if (!(await isLeftBehind(path, staleAfterMs))) return undefined
    await unlinkIfPresent(path)
    if (!(await createLockFile(path, mark))) return undefined
  }
  return {
    touch: () => utimes(path, new Date(), new Date()),
    release: async () => {
      if ((await readIfPresent(path)) === mark) await unlinkIfPresent(path)
    },
  }
}

async function createLockFile(path: string, mark: string): Promise<boolean> {
  try {
    await writeFile(path, mark, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

async function isLeftBehind(path: string, staleAfterMs: number): Promise<boolean> {
  const processId = Number.parseInt((await readIfPresent(path)) ?? '', 10)
  if (processId > 0 && !isRunning(processId)) return true
  try {
    return Date.now() - (await stat(path)).mtimeMs > staleAfterMs
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return true
    throw error
  }
}

/** Signal 0 is never sent, only judged: ESRCH is "no such process", EPERM "there is one, and it is not yours". */
function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return !hasCode(error, 'ESRCH')
  }
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

async function unlinkIfPresent(path: string): Promise<void> {
  try {
    await unlink(path)
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  }
}
