import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BenchContext } from '../support/bench.ts'
import { readListeningEvent, readTokenRequest, type TokenServer } from '../support/token-server.ts'

export const ours = 'versekey emulate'
/** The like of the other servers, which speak plain HTTP. */
export const oursPlain = 'versekey, plain HTTP'
export const oursFirstEver = 'versekey, first ever'
export const peers: readonly string[] = ['oidc-provider', 'oauth2-mock-server']
export const bare = 'limit: bare server'

/** The servers that are compared, by name. */
export async function createServers(context: BenchContext): Promise<ReadonlyMap<string, TokenServer>> {
  const { installed, stateFolder, scratchFolder } = context
  const keyFile = join(scratchFolder, 'bare-server-key.pem')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })

  const command = (name: string, folder: () => string): TokenServer => ({
    name,
    program: installed.command,
    options: () => ({
      args: ['emulate', '--json', '--quiet', '--port', '0'],
      env: { VERSEKEY_HOME: folder() },
    }),
    readReadyLine: readListeningEvent,
  })
  const program = (name: string, file: string, args: readonly string[] = []): TokenServer => ({
    name,
    program: installed.program(`servers/${file}`),
    options: () => ({ args, env: { VERSEKEY_HOME: stateFolder } }),
    readReadyLine: readTokenRequest,
  })
  const servers = [
    command(ours, () => stateFolder),
    command(oursFirstEver, () => join(scratchFolder, `state-${randomUUID()}`)),
    program(oursPlain, 'versekey-plain-http'),
    ...peers.map((peer) => program(peer, peer)),
    program(bare, 'bare', [keyFile]),
  ]
  return new Map(servers.map((server) => [server.name, server]))
}
