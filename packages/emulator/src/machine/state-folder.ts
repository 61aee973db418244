import { randomUUID } from 'node:crypto'
import { accessSync, constants, mkdirSync, readdirSync } from 'node:fs'
import { type FileHandle, link, open, readFile, rename, unlink } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { hasCode } from './system-error.ts'

/** The folder with what this machine keeps between runs; files are its owner's alone (0600). */
export interface StateFolder {
  /** Absolute. */
  readonly path: string
  /** Absolute path of a file or folder in it. */
  pathOf(name: string): string
  /** A file's content; `undefined` when there is none. */
  readFile(name: string): Promise<Buffer | undefined>
  /** Puts a file in place whole, new or for an old one: who reads it meanwhile never sees a part of it. */
  putFile(name: string, content: string | Uint8Array): Promise<void>
  /**
   * Creates a file unless there is one, and gives back what it then holds: of two processes that start at once, both
   * get the content of the one that came first.
   */
  createFile(name: string, content: string | Uint8Array): Promise<Buffer>
  /** A folder in it, created when it is missing. */
  openFolder(name: string): StateFolder
}

/** The state folder cannot be used; the message says why and what to set. */
export class StateFolderError extends Error {
  override readonly name = 'StateFolderError'
  readonly code = 'STATE_FOLDER_UNUSABLE'
  /** The folder or file that could not be used. */
  readonly path: string

  constructor(path: string, cause: unknown) {
    super(
      `Cannot use ${path} for this machine's certificates and keys (${describeFailure(cause)}). ` +
        'Let this user read and write there, or set VERSEKEY_HOME to another folder.',
      { cause },
    )
    this.path = path
  }
}

/**
 * Opens the state folder of this machine, and creates it (0700) when it is missing.
 *
 * @param path Its path; by default the environment variable `VERSEKEY_HOME`, else `.versekey` in the home directory.
 * @throws {StateFolderError} When it cannot be created, is no folder, or may not be written to.
 */
export function openStateFolder(path?: string): StateFolder {
  const folder = resolve(path || process.env['VERSEKEY_HOME'] || defaultPath())
  try {
    createFolders(folder)
    readdirSync(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StateFolderError(folder, error)
  }
  const pathOf = (name: string): string => join(folder, name)
  return {
    path: folder,
    pathOf,
    readFile: (name) => readFileIfPresent(pathOf(name)),
    putFile: (name, content) => putFile(pathOf(name), content),
    createFile: (name, content) => createFile(pathOf(name), content),
    openFolder: (name) => openStateFolder(pathOf(name)),
  }
}

/** A service account may have no home directory at all; Node throws then. */
function defaultPath(): string {
  try {
    return join(homedir(), '.versekey')
  } catch (error) {
    throw new StateFolderError('~/.versekey', error)
  }
}

/**
 * Creates a folder and those above it. `mkdirSync` can do so by itself, but goes round for ever where a folder that exists
 * denies having any, as /proc does.
 */
function createFolders(path: string): void {
  try {
    createFolder(path)
  } catch (error) {
    if (!hasCode(error, 'ENOENT') || dirname(path) === path) throw error
    createFolders(dirname(path))
    createFolder(path)
  }
}

/** One that is there already, or that another process has just created, is as good. */
function createFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  }
}

async function readFileIfPresent(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw new StateFolderError(path, error)
  }
}

async function putFile(path: string, content: string | Uint8Array): Promise<void> {
  await withTemporaryFile(path, content, (temporaryPath) => rename(temporaryPath, path))
}

/** A hard link is made at once and only where there is no such name yet, and the file behind it is whole by then. */
async function createFile(path: string, content: string | Uint8Array): Promise<Buffer> {
  await withTemporaryFile(path, content, async (temporaryPath) => {
    try {
      await link(temporaryPath, path)
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error
    }
    await unlink(temporaryPath)
  })
  const winner = await readFileIfPresent(path)
  if (winner === undefined) throw new StateFolderError(path, new Error('the file was deleted while it was being made'))
  return winner
}

/** Writes the content beside `path`, flushed to the disk, and lets `place` move it; what fails leaves nothing behind. */
async function withTemporaryFile(
  path: string,
  content: string | Uint8Array,
  place: (temporaryPath: string) => Promise<void>,
): Promise<void> {
  const temporaryPath = `${path}.${randomUUID()}.tmp`
  try {
    await writeDurably(temporaryPath, content)
    await place(temporaryPath)
  } catch (error) {
    await unlink(temporaryPath).catch(() => undefined)
    throw new StateFolderError(path, error)
  }
}

async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  let file: FileHandle | undefined
  try {
    file = await open(path, 'wx', 0o600)
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file?.close()
  }
}

/** `EACCES: permission denied`, without the path and system call that Node appends. */
function describeFailure(cause: unknown): string {
  return cause instanceof Error ? (cause.message.split(',', 1)[0] ?? cause.message) : String(cause)
}
