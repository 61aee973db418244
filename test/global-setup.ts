import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'versekey-test-'))
  process.env['VERSEKEY_HOME'] = folder
  process.env['NODE_EXTRA_CA_CERTS'] = 'probe'
  return () => rm(folder, { recursive: true, force: true })
}
