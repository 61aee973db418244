import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** An empty folder that goes away with the test. */
export async function temporaryFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'versekey-cli-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** A file that goes away with the test, its owner's alone unless `mode` says otherwise. */
export async function temporaryFile(content: string | Uint8Array, mode = 0o600): Promise<string> {
  const path = join(await temporaryFolder(), 'file')
  await writeFile(path, content, { mode })
  return path
}
