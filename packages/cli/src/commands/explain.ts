import type { Explanation } from '@versekey/client/explain'
import type { Command } from 'commander'
import type { CommandIo, ExitCode } from '../command-io.ts'
import { readBounded } from '../input/bounded-stream.ts'
import { formatExplanation, headingOf } from '../output/explanations.ts'
import { wrap } from '../output/layout.ts'
import type { Output } from '../output/output.ts'
import { UsageError } from '../usage-error.ts'
import type { Context } from './context.ts'

/** As much as the library reads of one text. */
const maxInputBytes = 1_000_000

export function addExplainCommand(program: Command, context: Context): void {
  program
    .command('explain')
    .summary('say what an error code means, why it happens and what to do')
    .description(
      'Says what error codes of Entra ID and Dataverse mean, why they happen, and what to do about them.\n' +
        'Gives all codes that it finds in a text: a message, a log, a JSON body.',
    )
    .argument('[text...]', 'codes, or a text that holds some; - or a pipe: standard input')
    .addHelpText('after', examples)
    .action((words: string[]) => context.run((output) => explainText(words, context.io, output)))
}

const examples = `
Examples:
  versekey explain AADSTS7000215
  versekey explain 0x80072560
  versekey explain -2147015328
  versekey explain "AADSTS700016: Application with identifier ... was not found"
  my-integration 2>&1 | versekey explain`

async function explainText(words: readonly string[], io: CommandIo, output: Output): Promise<ExitCode> {
  const { explain } = await import('@versekey/client/explain')
  const isFromInput = words.length === 0 || (words.length === 1 && words[0] === '-')
  const text = isFromInput ? await readText(words, io, output) : words.join(' ')
  const found = isFromInput ? explain(text) : explainWords(words, explain)
  if (output.isJson) {
    await output.printJson(found)
  } else if (found.length > 0) {
    await output.print(found.map((explanation) => format(explanation, output)).join('\n\n'))
  } else {
    await output.complain(unknownCode(text) ?? nothingFound)
  }
  return found.length > 0 ? 0 : 1
}

/** Several codes are explained one by one; anything else is one text, which a shell has taken apart. */
function explainWords(
  words: readonly string[],
  explain: (text: string) => readonly Explanation[],
): readonly Explanation[] {
  const each = words.map(explain)
  if (each.every((found) => found.length > 0)) return each.flat()
  const whole = explain(words.join(' '))
  return whole.length > 0 ? whole : each.flat()
}

async function readText(words: readonly string[], io: CommandIo, output: Output): Promise<string> {
  if (io.stdin.isTTY === true) {
    if (words.length === 0) {
      throw new UsageError('there is nothing to explain: give a code or a text, or pipe one in', {
        hint: 'To paste a text of several lines: versekey explain -',
      })
    }
    await output.warn('reading from the terminal; Ctrl-D on a line of its own ends the text')
  }
  const { bytes, isWhole } = await readBounded(io.stdin, maxInputBytes)
  if (!isWhole) await output.warn(`only the first ${maxInputBytes} bytes were read`)
  // Logs hold all kinds of bytes; codes are ASCII.
  return new TextDecoder().decode(bytes)
}

function format(explanation: Explanation, output: Output): string {
  const { code } = explanation
  const indent = code.length + 2
  const title = wrap(headingOf(explanation), output.width - indent).map((line) => output.style('bold', line))
  const heading = `${output.style('cyan', code)}  ${title.join(`\n${' '.repeat(indent)}`)}`
  return `${heading}\n\n${formatExplanation(explanation, output.width, (label) => output.style('bold', label))}`
}

/** A code of Entra ID that is well-formed and not in the catalogue: what is left is Microsoft's own page. */
function unknownCode(text: string): string | undefined {
  const number = /AADSTS(\d{4,8})/i.exec(text)?.[1]
  if (number === undefined) return undefined
  return `AADSTS${number} is not in the catalogue. Microsoft's page on it:\n  https://login.microsoftonline.com/error?code=${number}`
}

const nothingFound = `No code that is in the catalogue was found. What is looked for:
  AADSTS and a number, or the number alone    AADSTS7000215, 7000215
  error_codes in a JSON body                  "error_codes":[7000215]
  Dataverse codes, hexadecimal                0x80072560
  the same as .NET prints them                -2147015328
  codes of Versekey                           VERSEKEY_TRANSPORT

Microsoft explains other AADSTS codes at https://login.microsoftonline.com/error`
