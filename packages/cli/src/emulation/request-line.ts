import type { JournalEntry } from '@versekey/emulator'
import { columnsOf, paragraph } from '../output/layout.ts'
import type { Output, Style } from '../output/output.ts'
import { printable } from '../output/printable.ts'

const indent = 9
const guid = /\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi

/**
 * A request on one line, and what to do about a refusal below it. For people: ids are shortened and long paths cut, and
 * `--json` has them whole.
 */
export function describeRequest(entry: JournalEntry, output: Pick<Output, 'style' | 'width'>): string {
  const { status, method, code, reason, remedy } = entry
  const start = `${timeOf(entry.at)} ${output.style(styleOf(status), String(status))} ${printable(method).padEnd(4)}`
  const end = code === undefined ? '' : ` ${printable(code)}`
  const service = ` ${printable(entry.service)} `
  const path = printable(entry.path).replace(guid, '$1…')
  const room = output.width - columnsOf(start) - columnsOf(service) - columnsOf(end)
  const line = `${start}${output.style('cyan', service)}${cut(path, room)}${output.style('bold', end)}`
  const lines = [line]
  if (reason !== undefined) lines.push(paragraph(printable(reason), output.width, indent))
  if (remedy !== undefined) lines.push(marked(paragraph(printable(remedy), output.width, indent)))
  return lines.join('\n')
}

/** Puts an arrow before what to do. */
function marked(text: string): string {
  return `${' '.repeat(indent - 2)}→ ${text.trimStart()}`
}

function styleOf(status: number): Style {
  if (status < 400) return 'green'
  return status < 500 ? 'yellow' : 'red'
}

/** Local time: the log is read beside that of a client on the same machine. */
function timeOf(at: number): string {
  const date = new Date(at)
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')
}

/** Cuts a text to the room there is, though never to less than says something. */
function cut(text: string, room: number): string {
  const length = Math.max(room, 20)
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`
}
