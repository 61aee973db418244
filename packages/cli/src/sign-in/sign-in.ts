import type { Connection, CredentialKind } from '@versekey/client'
import type { CommandIo } from '../command-io.ts'
import type { Output } from '../output/output.ts'
import { createCredential } from './credential.ts'
import type { SignInArguments } from './options.ts'
import { readSignInSettings, type SignInSettings } from './settings.ts'
import { trustAuthorities } from './trust.ts'

/** A connection, and how it came about. */
export interface SignIn {
  readonly connection: Connection
  readonly settings: SignInSettings
  /** How it signs in, in words; no secret. */
  readonly method: string
}

/**
 * Connects as the options and the environment say. No token is requested yet.
 *
 * @throws {UsageError} When something is missing or cannot be used.
 * @throws What `connect` of `@versekey/client` throws.
 */
export async function signIn(args: SignInArguments, io: CommandIo, output: Output): Promise<SignIn> {
  const settings = readSignInSettings(args, io.env)
  const { environmentUrl, authorityHost, caFile, flow } = settings
  const { connect } = await import('@versekey/client')
  await trustAuthorities({ caFile, urls: [environmentUrl, authorityHost] }, io.env)
  const credential = await createCredential(settings, io, output)
  return { connection: await connect({ environmentUrl, credential }), settings, method: describe(flow) }
}

const methods: Readonly<Record<CredentialKind, string>> = {
  clientSecret: 'client secret',
  clientCertificate: 'certificate',
  usernamePassword: 'user name and password',
}

function describe(flow: SignInSettings['flow']): string {
  const isConfidential = flow.kind === 'usernamePassword' && flow.clientSecret !== undefined
  return isConfidential ? `${methods[flow.kind]}, with a client secret` : methods[flow.kind]
}
