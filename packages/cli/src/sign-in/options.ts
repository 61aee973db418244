import { type Command, Option } from 'commander'

/** The sign-in options as they stand on the command line. */
export interface SignInArguments {
  readonly url?: string
  readonly clientId?: string
  readonly tenant?: string
  readonly authority?: string
  readonly clientSecretFile?: string
  readonly certificate?: string
  readonly privateKey?: string
  readonly username?: string
  readonly passwordFile?: string
  readonly ca?: string
}

const where = 'Where:'
const who = 'Who (a client secret, a certificate, or a user name with password):'

const options: readonly Option[] = [
  new Option('--url <url>', 'environment, as in https://org.crm4.dynamics.com [VERSEKEY_URL]').helpGroup(where),
  new Option('--tenant <id>', 'tenant ID or domain; otherwise the environment is asked [VERSEKEY_TENANT]').helpGroup(
    where,
  ),
  new Option(
    '--authority <url>',
    "where to sign in, for hosts outside of Microsoft's clouds [VERSEKEY_AUTHORITY]",
  ).helpGroup(where),
  new Option('--ca <file>', 'certificate authorities (PEM) to trust in addition [VERSEKEY_CA]').helpGroup(where),
  new Option('--client-id <id>', 'application (client) ID [VERSEKEY_CLIENT_ID]').helpGroup(who),
  new Option('--client-secret-file <file>', 'file with the client secret; - reads standard input').helpGroup(who),
  new Option('--certificate <file>', 'certificate in PEM, with its private key or without')
    .conflicts(['username', 'passwordFile', 'clientSecretFile'])
    .helpGroup(who),
  new Option('--private-key <file>', 'private key in PEM, if it stands in a file of its own').helpGroup(who),
  new Option('--username <name>', 'user principal name [VERSEKEY_USERNAME]').helpGroup(who),
  new Option('--password-file <file>', "file with the user's password; - reads standard input").helpGroup(who),
]

/** Gives a command the options that say where to sign in and as whom. */
export function addSignInOptions(command: Command): Command {
  for (const option of options) command.addOption(option)
  return command.addHelpText('after', notes)
}

const notes = `
Secrets come from the environment or from files, never from an argument:
  VERSEKEY_CLIENT_SECRET, or --client-secret-file
  VERSEKEY_PASSWORD, or --password-file

An option comes before the variable in brackets. With --username or
VERSEKEY_USERNAME a person signs in, and a client secret, if there is one, is
sent along for the application. Otherwise the application signs in by itself.

For localhost, 127.0.0.1 and ::1 the authority that "versekey emulate" keeps on
this machine is trusted without --ca: localhost-ca.pem in ~/.versekey, or in the
folder that VERSEKEY_HOME names. It can vouch for those names only.`
