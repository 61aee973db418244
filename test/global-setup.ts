import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLocalhostAuthority } from '../packages/emulator/src/machine/localhost-authority.ts'
import { openStateFolder } from '../packages/emulator/src/machine/state-folder.ts'

/**
 * Gives the test run a machine of its own: a fresh state folder, and its localhost CA trusted by every worker the way
 * any program would be told to, through NODE_EXTRA_CA_CERTS, which Node.js reads only when a process starts.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'versekey-test-'))
  const { certificatePath } = await openLocalhostAuthority(openStateFolder(folder))
  // Published clients would send even requests to localhost through a proxy of the machine's.
  for (const name of Object.keys(process.env)) if (/^(https?|all)_proxy$/i.test(name)) delete process.env[name]
  process.env['VERSEKEY_HOME'] = folder
  process.env['NODE_EXTRA_CA_CERTS'] = certificatePath
  return () => rm(folder, { recursive: true, force: true })
}
