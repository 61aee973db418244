import type { CredentialOptions, EntraCredential } from '@versekey/client'
import type { CommandIo } from '../command-io.ts'
import { readTextFile } from '../input/text-file.ts'
import type { Output } from '../output/output.ts'
import { UsageError } from '../usage-error.ts'
import { readSecret } from './secrets.ts'
import type { SignInFlow, SignInSettings } from './settings.ts'
import { warnIfOthersCanRead } from './warn-if-others-can-read.ts'

/** A chain with its key is a few kilobytes. */
const maxPemBytes = 1024 * 1024

/**
 * Reads the secrets that a flow takes, and makes its credential.
 *
 * @throws {UsageError} When a file cannot be used.
 * @throws {ConfigurationError} When an option cannot work.
 */
export async function createCredential(
  settings: SignInSettings,
  io: CommandIo,
  output: Output,
): Promise<EntraCredential> {
  const { clientSecret, usernamePassword } = await import('@versekey/client')
  const { flow, clientId, tenantId, authorityHost } = settings
  const common: CredentialOptions = { clientId, tenantId, authorityHost }
  switch (flow.kind) {
    case 'clientSecret':
      return clientSecret({ ...common, clientSecret: await readSecret(flow.clientSecret, io, output) })
    case 'clientCertificate':
      return createCertificateCredential(flow, common, output)
    case 'usernamePassword': {
      const password = await readSecret(flow.password, io, output)
      const secret = flow.clientSecret && (await readSecret(flow.clientSecret, io, output))
      return usernamePassword({ ...common, username: flow.username, password, clientSecret: secret })
    }
  }
}

async function createCertificateCredential(
  flow: SignInFlow & { kind: 'clientCertificate' },
  common: CredentialOptions,
  output: Output,
): Promise<EntraCredential> {
  const { CertificateError, clientCertificate } = await import('@versekey/client')
  const certificatePem = await readPem('--certificate', flow.certificate, output)
  const privateKeyPem = flow.privateKey && (await readPem('--private-key', flow.privateKey, output))
  try {
    return clientCertificate({ ...common, certificatePem, privateKeyPem })
  } catch (cause) {
    if (!(cause instanceof CertificateError)) throw cause
    const files = [`--certificate ${flow.certificate}`, flow.privateKey && `--private-key ${flow.privateKey}`]
    throw new UsageError(`${files.filter(Boolean).join(', ')}: ${cause.message}`, { cause })
  }
}

async function readPem(option: string, path: string, output: Output): Promise<string> {
  const file = await readTextFile(option, path, maxPemBytes)
  if (file.text.includes('PRIVATE KEY-----')) await warnIfOthersCanRead(file, output)
  return file.text
}
