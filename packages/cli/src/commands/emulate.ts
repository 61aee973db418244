import type { JournalEntry, WorldSeed } from '@versekey/emulator'
import { type Command, InvalidArgumentError } from 'commander'
import type { CommandIo, ExitCode } from '../command-io.ts'
import { describeRequest } from '../emulation/request-line.ts'
import { type Served, toListeningEvent, toRequestEvent } from '../emulation/served.ts'
import { welcome } from '../emulation/welcome.ts'
import { readTextFile } from '../input/text-file.ts'
import type { Output } from '../output/output.ts'
import type { Context } from './context.ts'

interface EmulateArguments {
  readonly world?: string
  readonly port: number
  readonly quiet?: boolean
}

/** A world of many thousands of rows; more is a wrong file. */
const maxWorldBytes = 64 * 1024 * 1024

export function addEmulateCommand(program: Command, context: Context): void {
  program
    .command('emulate')
    .summary('serve an Entra ID and Dataverse environments on this machine')
    .description(
      'Serves an Entra ID and the Dataverse environments that trust it on localhost, until Ctrl-C. ' +
        'Each request is shown with its outcome, and each refusal with its reason and remedy.',
    )
    .option('--world <file>', 'tenants, applications, users and environments to serve (default: the sample "Contoso")')
    .option('--port <number>', 'where to look for free ports; 0 takes any', parsePort, 8443)
    .option('--quiet', 'show the addresses only, and no requests')
    .addHelpText('after', examples)
    .action((args: EmulateArguments) => context.run((output) => emulate(args, context.io, output)))
}

const examples = `
Examples:
  versekey emulate
  versekey emulate --world world.json --port 9000
  versekey emulate --json | jq 'select(.status >= 400)'

With --json the first line holds the addresses; each request is a line of its
own after that. Certificates and keys of this machine are kept in ~/.versekey,
or in the folder that VERSEKEY_HOME names. SIGINT and SIGTERM end it with exit
code 0.`

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new InvalidArgumentError('Give a number from 0 to 65535.')
}

async function emulate(args: EmulateArguments, io: CommandIo, output: Output): Promise<ExitCode> {
  const interrupted = io.interrupted()
  const { describeSampleWorld, loadSampleWorld, notEmulatedYet, startEmulator } = await import('@versekey/emulator')
  const stateFolder = io.env['VERSEKEY_HOME'] || undefined
  const seed = args.world === undefined ? loadSampleWorld() : await readWorld(args.world)
  // Requests may come before the addresses are printed; they are shown after them.
  const announced = Promise.withResolvers<void>()
  const outputLost = Promise.withResolvers<never>()
  outputLost.promise.catch(() => undefined)
  const show = (work: () => Promise<void>): void => {
    announced.promise.then(work).catch(outputLost.reject)
  }
  await using emulator = await startEmulator({
    seed,
    port: args.port,
    stateFolder,
    onJournalEntry: args.quiet === true ? undefined : (entry) => show(() => showRequest(entry, output)),
    onDefect: (error) => show(() => showDefect(error, output)),
  })
  await warnOfBusyPort(args.port, emulator.authority, output)
  const sample = args.world === undefined ? describeSampleWorld(seed) : undefined
  await announce({ emulator, sample, notEmulatedYet, stateFolder }, output)
  announced.resolve()
  await Promise.race([interrupted, outputLost.promise])
  return 0
}

/** Whoever asked for a port may be talking to what already serves there. */
async function warnOfBusyPort(port: number, authority: string, output: Output): Promise<void> {
  if (port === 0 || new URL(authority).port === String(port)) return
  await output.warn(`port ${port} is in use, perhaps by another emulator; this one serves at ${authority}`)
}

async function readWorld(path: string): Promise<WorldSeed> {
  const { parseSeed } = await import('@versekey/emulator')
  const { text } = await readTextFile('--world', path, maxWorldBytes)
  return parseSeed(text, path)
}

function announce(served: Served, output: Output): Promise<void> {
  if (output.isJson) return output.printJson(toListeningEvent(served), 'line')
  return output.print(`${welcome(served, output)}\n\n${output.style('dim', 'Requests follow. Ctrl-C ends it.')}`)
}

function showRequest(entry: JournalEntry, output: Output): Promise<void> {
  return output.isJson ? output.printJson(toRequestEvent(entry), 'line') : output.print(describeRequest(entry, output))
}

function showDefect(error: unknown, output: Output): Promise<void> {
  const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error)
  return output.warn(`a defect of the emulator; the client got status 500. Please report it.\n${stack}`)
}
