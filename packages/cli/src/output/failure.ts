import type { Explanation } from '@versekey/client/explain'
import type { CommandIo, ExitCode, OutputStream } from '../command-io.ts'
import { UsageError } from '../usage-error.ts'
import { formatExplanation, headingOf } from './explanations.ts'
import { paragraph, paragraphs } from './layout.ts'
import { optionNamed, withOptionNames } from './option-names.ts'
import { OutputError, paint, showsColors, widthOf, write } from './output.ts'
import { printableJson } from './printable.ts'

/** A failure that is no defect: an error of one of our packages, which they mark with a literal code. */
type CodedError = Error & { readonly code: string }

/** Errors of the emulator; those of the client begin with `VERSEKEY_`. */
const emulatorCodes: ReadonlySet<string> = new Set([
  'INVALID_WORLD_SEED',
  'STATE_FOLDER_UNUSABLE',
  'LOCALHOST_AUTHORITY_UNUSABLE',
  'NO_FREE_PORT',
  'CANNOT_LISTEN',
])

/** What was given cannot be used, and nothing was sent: exit code 2. */
const unusableInputCodes: ReadonlySet<string> = new Set([
  'USAGE',
  'INVALID_WORLD_SEED',
  'VERSEKEY_CONFIGURATION',
  'VERSEKEY_CERTIFICATE',
])

/** Says on standard error why a run failed: a refusal with its cause and remedy, a defect with its stack. */
export async function reportFailure(failure: unknown, io: CommandIo, isJson: boolean): Promise<ExitCode> {
  if (failure instanceof OutputError && failure.isBrokenPipe) return 0
  const exitCode: ExitCode = isCoded(failure) && unusableInputCodes.has(failure.code) ? 2 : 1
  const text = isJson ? `${printableJson(await toJson(failure))}` : await toText(failure, io.stderr, io.env)
  // With standard error gone as well there is nobody left to tell.
  await write(io.stderr, `${text}\n`).catch(() => undefined)
  return exitCode
}

/** Whether the failure is one that our packages foresee. */
function isCoded(failure: unknown): failure is CodedError {
  if (!(failure instanceof Error && 'code' in failure && typeof failure.code === 'string')) return false
  const isOurs = failure instanceof UsageError || failure instanceof OutputError
  return isOurs || failure.code.startsWith('VERSEKEY_') || emulatorCodes.has(failure.code)
}

async function explainRefusal(failure: CodedError): Promise<readonly Explanation[]> {
  if (unusableInputCodes.has(failure.code) || !failure.code.startsWith('VERSEKEY_')) return []
  const { explain } = await import('@versekey/client/explain')
  return explain(failure)
}

async function toJson(failure: unknown): Promise<object> {
  if (!isCoded(failure)) {
    const stack = failure instanceof Error ? failure.stack : undefined
    return { error: { code: 'DEFECT', message: String(failure), stack } }
  }
  const { code, message } = failure
  const problems = 'problems' in failure ? failure.problems : undefined
  return {
    error: { code, message: messageOf(failure) ?? message, problems, explanations: await explainRefusal(failure) },
  }
}

async function toText(failure: unknown, stream: OutputStream, env: CommandIo['env']): Promise<string> {
  const hasColors = showsColors(stream, env)
  const error = hasColors ? paint('red', 'error:') : 'error:'
  const label = (text: string): string => (hasColors ? paint('bold', text) : text)
  const width = widthOf(stream)
  if (!isCoded(failure)) return describeDefect(failure)
  // Problems of a seed stand one a line, as editors read them.
  if (failure.code === 'INVALID_WORLD_SEED') return `${error} the world cannot be used\n${failure.message}`
  const explanations = await explainRefusal(failure)
  const message = messageOf(failure)
  const [first] = explanations
  if (first === undefined) {
    return [`${error} ${message}`, ...hintsOf(failure)].map((text) => paragraphs(text, width)).join('\n')
  }
  return [
    paragraph(`${error} ${label(headingOf(first))} (${first.code})`, width),
    paragraph(message, width, 2),
    ...explanations.flatMap((explanation, index) => [
      ...(index === 0 ? [] : [`${label(headingOf(explanation))} (${explanation.code})`]),
      formatExplanation(inTermsOfOptions(explanation), width, label),
    ]),
    ...hintsOf(failure).map((hint) => paragraphs(hint, width)),
  ].join('\n\n')
}

/** The message, with options by the names that they have here. */
function messageOf(failure: CodedError): string {
  const { code, message } = failure
  if (code === 'VERSEKEY_CONFIGURATION' && 'option' in failure && typeof failure.option === 'string') {
    const problem = message.slice(message.indexOf(':') + 1).trim()
    return `${optionNamed(failure.option)}: ${withOptionNames(problem)}`
  }
  return code === 'VERSEKEY_CHALLENGE' ? withOptionNames(message) : message
}

/** Only what we say ourselves is put into the words of options, never what a server said. */
function inTermsOfOptions(explanation: Explanation): Explanation {
  if (!explanation.code.startsWith('VERSEKEY_')) return explanation
  const { cause, remedy } = explanation
  return { ...explanation, cause: withOptionNames(cause), remedy: withOptionNames(remedy) }
}

function hintsOf(failure: CodedError): string[] {
  if (failure instanceof UsageError) return failure.hint === undefined ? [] : [failure.hint]
  const isUntrusted = 'reason' in failure && failure.reason === 'certificate_not_trusted'
  return isUntrusted ? ['If you know the authority that issued it: --ca FILE trusts it for this command.'] : []
}

function describeDefect(failure: unknown): string {
  const stack = failure instanceof Error ? (failure.stack ?? String(failure)) : String(failure)
  return `${stack}\n\nThis is a defect of versekey. Please report it with the lines above and the command that led to it.`
}
