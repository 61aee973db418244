import type { Command } from 'commander'
import type { CommandIo, ExitCode } from '../command-io.ts'
import { type Field, fieldList } from '../output/layout.ts'
import type { Output } from '../output/output.ts'
import { printable } from '../output/printable.ts'
import { addSignInOptions, type SignInArguments } from '../sign-in/options.ts'
import { type SignIn, signIn } from '../sign-in/sign-in.ts'
import type { Context } from './context.ts'

export function addWhoAmICommand(program: Command, context: Context): void {
  const command = program
    .command('whoami')
    .summary('sign in to an environment and ask who you are there')
    .description(
      'Signs in to a Dataverse environment and calls WhoAmI. A refusal is explained: cause, remedy, and who can act.',
    )
    .action((args: SignInArguments) => context.run((output) => whoAmI(args, context.io, output)))
  addSignInOptions(command).addHelpText('after', examples)
}

const examples = `
Examples:
  VERSEKEY_CLIENT_SECRET=$(pass show dataverse) versekey whoami \\
    --url https://org.crm4.dynamics.com --client-id 00000000-...
  versekey whoami --url https://org.crm4.dynamics.com --client-id 00000000-... \\
    --certificate app.pem
  versekey whoami --url https://localhost:8444 --client-id 00000000-... \\
    --authority https://localhost:8443 --client-secret-file secret.txt`

async function whoAmI(args: SignInArguments, io: CommandIo, output: Output): Promise<ExitCode> {
  const result = await signIn(args, io, output)
  const { connection, settings } = result
  const { userId, businessUnitId, organizationId } = await connection.whoAmI()
  const { environmentUrl, tenantId, authorityHost } = connection
  if (output.isJson) {
    const { clientId, flow } = settings
    const username = flow.kind === 'usernamePassword' ? flow.username : undefined
    const who = { userId, businessUnitId, organizationId }
    await output.printJson({ ...who, environmentUrl, tenantId, authorityHost, clientId, signIn: flow.kind, username })
    return 0
  }
  await output.print(output.style('green', `Signed in to ${environmentUrl}`))
  const ids: readonly Field[] = [
    ['User ID', printable(userId)],
    ['Business unit ID', printable(businessUnitId)],
    ['Organization ID', printable(organizationId)],
  ]
  await output.print(`\n${fieldList([...ids, ...signInFields(result)], output.width)}`)
  return 0
}

/** Where and how it was signed in. */
function signInFields({ connection, settings, method }: SignIn): readonly Field[] {
  return [
    ['Tenant', connection.tenantId],
    ['Authority', connection.authorityHost],
    ['Application', printable(settings.clientId)],
    ['Person', settings.flow.kind === 'usernamePassword' ? printable(settings.flow.username) : undefined],
    ['Signed in with', method],
  ]
}
