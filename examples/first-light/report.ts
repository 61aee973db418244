import { styleText } from 'node:util'
import type { SignInResult } from './sign-in.ts'

export const width = 80
const titleWidth = 39

/** The table: a line a sign-in, and under each refusal why, what to do and who can do it. */
export function table(results: readonly SignInResult[]): string {
  const head = styleText('bold', ` #  ${'sign-in'.padEnd(titleWidth)}result`)
  return [head, ...results.flatMap((result, index) => row(index + 1, result))].join('\n')
}

function row(number: number, result: SignInResult): string[] {
  const start = `${String(number).padStart(2)}  ${result.title.padEnd(titleWidth)}`
  if (result.signedIn) return [`${start}${styleText('green', 'signed in')}`, detail('UserId', result.userId)]
  const { why, status } = result
  return [
    `${start}${styleText('yellow', `${status ?? ''} ${why.code}`.trim())}`,
    detail('what', why.title),
    detail('cause', why.cause),
    detail('remedy', why.remedy),
    detail('who', why.who),
  ]
}

function detail(name: string, text: string): string {
  return wrap(text, `    ${name.padEnd(8)}`)
}

/** Breaks `text` at spaces so that no line is wider than the screen; later lines are set under the first. */
function wrap(text: string, prefix: string): string {
  const indent = ' '.repeat(prefix.length)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && prefix.length + line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line].map((each, index) => `${index === 0 ? prefix : indent}${each}`).join('\n')
}
