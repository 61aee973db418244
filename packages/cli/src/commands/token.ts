import type { Command } from 'commander'
import type { CommandIo, ExitCode } from '../command-io.ts'
import { type Field, fieldList } from '../output/layout.ts'
import type { Output } from '../output/output.ts'
import { printable, printableJson } from '../output/printable.ts'
import { addSignInOptions, type SignInArguments } from '../sign-in/options.ts'
import { signIn } from '../sign-in/sign-in.ts'
import type { Context } from './context.ts'
import { type Claims, decodeClaims } from './decode-claims.ts'

interface TokenArguments extends SignInArguments {
  readonly raw?: boolean
}

export function addTokenCommand(program: Command, context: Context): void {
  const command = program
    .command('token')
    .summary('get an access token for an environment')
    .description(
      'Gets an access token for a Dataverse environment. A terminal shows its claims and expiry, and never the token; ' +
        'a pipe gets the token alone.',
    )
    .option('--raw', 'print the token itself, whatever the output is; with --json, add it')
    .action((args: TokenArguments) => context.run((output) => token(args, context.io, output)))
  addSignInOptions(command).addHelpText('after', examples)
}

const examples = `
Examples (with VERSEKEY_URL, VERSEKEY_CLIENT_ID and VERSEKEY_CLIENT_SECRET set):
  versekey token
  versekey token --json | jq .claims.roles
  versekey token | sed 's/^/Authorization: Bearer /' |
    curl -H @- "$VERSEKEY_URL/api/data/v9.2/accounts?\\$top=3"

Whoever has the token is you until it expires: keep it out of arguments and
logs.`

async function token(args: TokenArguments, io: CommandIo, output: Output): Promise<ExitCode> {
  const { connection } = await signIn(args, io, output)
  const issued = await connection.getToken()
  const { environmentUrl, tenantId, authorityHost } = connection
  const expiresOn = new Date(issued.expiresOnTimestamp)
  const claims = decodeClaims(issued.token)
  const isRaw = args.raw === true
  if (output.isJson) {
    const where = { environmentUrl, tenantId, authorityHost }
    await output.printJson({ ...where, expiresOn, claims, token: isRaw ? issued.token : undefined })
  } else if (isRaw || io.stdout.isTTY !== true) {
    await output.print(issued.token)
  } else {
    await output.print(describeToken(environmentUrl, expiresOn, claims, output))
  }
  return 0
}

function describeToken(environmentUrl: string, expiresOn: Date, claims: Claims | undefined, output: Output): string {
  const minutes = Math.round((expiresOn.getTime() - Date.now()) / 60_000)
  const heading = output.style('green', `Got a token for ${environmentUrl}`)
  const facts: readonly Field[] = [
    ['Expires', `${expiresOn.toISOString()}, in ${minutes} minutes`],
    ['Token', 'not shown; a pipe or --raw gets it'],
  ]
  const fields = Object.entries(claims ?? {}).map(
    ([name, value]): Field => [printable(name), describeClaim(name, value)],
  )
  const list = claims === undefined ? 'The token is no JSON Web Token, so it has no claims to show.' : 'Claims'
  return [heading, fieldList(facts, output.width), list, fieldList(fields, output.width)].join('\n\n').trimEnd()
}

/** Times are shown as such (RFC 7519 section 4.1: seconds since the epoch). */
function describeClaim(name: string, value: unknown): string {
  const isTime = typeof value === 'number' && ['exp', 'iat', 'nbf', 'auth_time'].includes(name)
  const date = isTime ? new Date(value * 1000) : undefined
  if (date !== undefined && !Number.isNaN(date.getTime())) return `${value} (${date.toISOString()})`
  return typeof value === 'string' ? printable(value) : printableJson(value)
}
