import type { CommandIo } from '../command-io.ts'
import { UsageError } from '../usage-error.ts'
import type { SignInArguments } from './options.ts'
import type { SecretSource } from './secrets.ts'

/** Where to sign in and as whom, from options and environment together. */
export interface SignInSettings {
  readonly environmentUrl: string
  readonly clientId: string
  readonly tenantId: string | undefined
  readonly authorityHost: string | undefined
  readonly caFile: string | undefined
  readonly flow: SignInFlow
}

/** How to prove who signs in. */
export type SignInFlow =
  | { readonly kind: 'clientSecret'; readonly clientSecret: SecretSource }
  | { readonly kind: 'clientCertificate'; readonly certificate: string; readonly privateKey: string | undefined }
  | {
      readonly kind: 'usernamePassword'
      readonly username: string
      readonly password: SecretSource
      /** Of an application that is a confidential client. */
      readonly clientSecret: SecretSource | undefined
    }

/**
 * Puts options before variables; a variable that is empty counts as not set.
 *
 * @throws {UsageError} Naming everything that is missing.
 */
export function readSignInSettings(args: SignInArguments, env: CommandIo['env']): SignInSettings {
  const variable = (name: string): string | undefined => env[name] || undefined
  const environmentUrl = args.url ?? variable('VERSEKEY_URL')
  const clientId = args.clientId ?? variable('VERSEKEY_CLIENT_ID')
  const flow = findFlow(args, variable)
  const missing = [
    environmentUrl === undefined ? 'the environment: --url or VERSEKEY_URL' : undefined,
    clientId === undefined ? 'the application: --client-id or VERSEKEY_CLIENT_ID' : undefined,
    typeof flow === 'string' ? flow : undefined,
  ].filter((it) => it !== undefined)
  if (environmentUrl === undefined || clientId === undefined || typeof flow === 'string') {
    throw new UsageError(['there is something missing:', ...missing.map((it) => `  ${it}`)].join('\n'))
  }
  return {
    environmentUrl,
    clientId,
    tenantId: args.tenant ?? variable('VERSEKEY_TENANT'),
    authorityHost: args.authority ?? variable('VERSEKEY_AUTHORITY'),
    caFile: args.ca ?? variable('VERSEKEY_CA'),
    flow,
  }
}

type Lookup = (name: string) => string | undefined

/** @returns What is missing, if something is. */
function findFlow(args: SignInArguments, variable: Lookup): SignInFlow | string {
  if (args.certificate !== undefined) {
    return { kind: 'clientCertificate', certificate: args.certificate, privateKey: args.privateKey }
  }
  if (args.privateKey !== undefined) return 'the certificate that --private-key belongs to: --certificate'
  const clientSecret = findSecret('--client-secret-file', args.clientSecretFile, 'VERSEKEY_CLIENT_SECRET', variable)
  const username = args.username ?? variable('VERSEKEY_USERNAME')
  if (username !== undefined) {
    const password = findSecret('--password-file', args.passwordFile, 'VERSEKEY_PASSWORD', variable)
    if (password === undefined) return `the password of ${username}: VERSEKEY_PASSWORD or --password-file`
    refuseOneInputForTwo(password, clientSecret)
    return { kind: 'usernamePassword', username, password, clientSecret }
  }
  if (args.passwordFile !== undefined) return 'the person whose password it is: --username or VERSEKEY_USERNAME'
  if (clientSecret !== undefined) return { kind: 'clientSecret', clientSecret }
  return 'the proof: VERSEKEY_CLIENT_SECRET, --client-secret-file, --certificate, or --username'
}

function findSecret(
  option: string,
  path: string | undefined,
  name: string,
  variable: Lookup,
): SecretSource | undefined {
  if (path !== undefined) return { kind: 'file', option, path }
  const value = variable(name)
  return value === undefined ? undefined : { kind: 'variable', name, value }
}

function refuseOneInputForTwo(...sources: readonly (SecretSource | undefined)[]): void {
  if (sources.filter((source) => source?.kind === 'file' && source.path === '-').length < 2) return
  throw new UsageError('--password-file and --client-secret-file cannot both read standard input')
}
