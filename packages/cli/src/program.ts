import { Command, type CommanderError } from 'commander'
import type { Context } from './commands/context.ts'
import { addEmulateCommand } from './commands/emulate.ts'
import { addExplainCommand } from './commands/explain.ts'
import { addTokenCommand } from './commands/token.ts'
import { addWhoAmICommand } from './commands/whoami.ts'
import { paint, showsColors, widthOf } from './output/output.ts'
import { UsageError } from './usage-error.ts'
import { readVersion } from './version.ts'

/** The command line: what there is to call, and how it is explained. */
export function createProgram(context: Context): Command {
  const { stdout, stderr, env } = context.io
  const program = new Command('versekey')
    .description('The key to the Dataverse: sign in to Microsoft Dataverse, see why it fails, and emulate it.')
    .usage('COMMAND [options]')
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .option('--json', 'print JSON for programs instead of text for people')
    .addHelpText('after', notes)
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => paint('bold', title) })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => widthOf(stdout),
      getErrHelpWidth: () => widthOf(stderr),
      getOutHasColors: () => showsColors(stdout, env),
      getErrHasColors: () => showsColors(stderr, env),
      // Errors are thrown, see retell, and printed like all others.
      outputError: () => undefined,
    })
    .exitOverride()
  addEmulateCommand(program, context)
  addWhoAmICommand(program, context)
  addTokenCommand(program, context)
  addExplainCommand(program, context)
  for (const command of [program, ...program.commands]) command.exitOverride((error) => retell(error, command))
  return program
}

const notes = `
Examples:
  versekey emulate
  versekey whoami --url https://org.crm4.dynamics.com --client-id 00000000-...
  versekey explain AADSTS7000215

Exit codes:
  0  success
  1  failure: refused, unreachable, nothing found
  2  an option, argument or file cannot be used

Results go to standard output, warnings and errors to standard error. With
--json both are JSON. NO_COLOR=1 turns colours off.`

/**
 * Puts an error of the command line into our words. Values are left out: someone may have put a secret in the wrong place.
 *
 * @throws {UsageError} For an error; what only ends the run, as after `--help`, is thrown as it came.
 */
function retell(error: CommanderError, command: Command): never {
  if (error.exitCode === 0) throw error
  const path = command.parent === null ? command.name() : `${command.parent.name()} ${command.name()}`
  const hint = `Run "${path} --help" for what there is.`
  if (error.code === 'commander.help') throw new UsageError('which command?')
  throw new UsageError(withoutValues(error), { hint })
}

function withoutValues({ code, message }: CommanderError): string {
  const text = message.replace(/^error: /, '')
  if (code === 'commander.excessArguments') return text.replace(/(but got \d+): .*$/s, '$1.')
  if (code !== 'commander.unknownOption') return text
  // Of '--name=value' and '-xvalue' the name stays; a suggestion may stand on a line after it.
  const [, name = ''] = /^unknown option '(--[^='\s]*|-.)/s.exec(text) ?? []
  const [suggestion = ''] = /\n\(Did you mean [^()=]+\)$/.exec(text) ?? []
  return `unknown option '${name}'${suggestion}`
}
