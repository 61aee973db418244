import type { Explanation } from '@versekey/client/explain'
import type { CommandIo, OutputStream } from '../command-io.ts'
import { UsageError } from '../usage-error.ts'
import { type CodedError, isCoded, isUnusableInput } from './coded-error.ts'
import { formatExplanation, headingOf } from './explanations.ts'
import { paragraph, paragraphs } from './layout.ts'
import { optionNamed, withOptionNames } from './option-names.ts'
import { paint, showsColors, widthOf } from './output.ts'
import { printableJson } from './printable.ts'

async function explainRefusal(failure: CodedError): Promise<readonly Explanation[]> {
  if (isUnusableInput(failure) || !failure.code.startsWith('VERSEKEY_')) return []
  const { explain } = await import('@versekey/client/explain')
  return explain(failure)
}

/** A failure as a line of JSON. */
export async function failureToJson(failure: unknown): Promise<string> {
  if (!isCoded(failure)) {
    const stack = failure instanceof Error ? failure.stack : undefined
    return printableJson({ error: { code: 'DEFECT', message: String(failure), stack } })
  }
  const { code } = failure
  const problems = 'problems' in failure ? failure.problems : undefined
  const explanations = await explainRefusal(failure)
  return printableJson({ error: { code, message: messageOf(failure), problems, explanations } })
}

/** A failure as people read it: what happened, why, what to do and who can; with its stack when it is a defect. */
export async function failureToText(failure: unknown, stream: OutputStream, env: CommandIo['env']): Promise<string> {
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
