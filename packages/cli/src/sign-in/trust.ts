import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { CommandIo } from '../command-io.ts'
import { readTextFile } from '../input/text-file.ts'
import { UsageError } from '../usage-error.ts'

/** What may have to be trusted beyond what Node.js trusts by itself. */
export interface TrustQuestion {
  /** File that the person named. */
  readonly caFile: string | undefined
  /** Addresses that will be talked to. */
  readonly urls: readonly (string | undefined)[]
}

/** A bundle of all public authorities is about 200 kB. */
const maxBundleBytes = 4 * 1024 * 1024

/**
 * Trusts the named authorities for the rest of this process, and for addresses on this machine the one that the emulator
 * keeps here. Everything that was trusted before stays so.
 *
 * @throws {UsageError} When a file is not one of certificates in PEM.
 */
export async function trustAuthorities({ caFile, urls }: TrustQuestion, env: CommandIo['env']): Promise<void> {
  const files: { option: string; path: string }[] = []
  if (caFile !== undefined) files.push({ option: '--ca', path: caFile })
  const own = localhostAuthorityFile(env)
  if (urls.some(isOnThisMachine) && existsSync(own)) files.push({ option: "this machine's authority", path: own })
  const certificates: string[] = []
  for (const { option, path } of files) certificates.push(...(await readCertificates(option, path)))
  if (certificates.length > 0) setDefaultCACertificates([...getCACertificates('default'), ...certificates])
}

/** Where `versekey emulate` keeps the certificate of its authority for localhost. */
function localhostAuthorityFile(env: CommandIo['env']): string {
  return join(env['VERSEKEY_HOME'] || join(homedir(), '.versekey'), 'localhost-ca.pem')
}

function isOnThisMachine(url: string | undefined): boolean {
  if (url === undefined) return false
  const text = url.includes('://') ? url : `https://${url}`
  return URL.canParse(text) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(text).hostname)
}

async function readCertificates(option: string, path: string): Promise<string[]> {
  const { text } = await readTextFile(option, path, maxBundleBytes)
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0) {
    throw new UsageError(`${option} ${path}: there is no certificate in it (no PEM block "CERTIFICATE")`)
  }
  for (const [index, block] of blocks.entries()) {
    try {
      new X509Certificate(block)
    } catch (cause) {
      throw new UsageError(`${option} ${path}: certificate ${index + 1} in it cannot be read; was the file cut?`, {
        cause,
      })
    }
  }
  return blocks
}
