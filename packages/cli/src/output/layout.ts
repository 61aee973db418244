import { stripVTControlCharacters } from 'node:util'

/** A label and its text; fields without a text are left out. */
export type Field = readonly [label: string, text: string | undefined]

/** Breaks a text into lines of at most `width` columns; a word that is longer (an address, an id) stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((it) => it !== '')) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  lines.push(line)
  return lines
}

/** Wraps a text and puts `indent` blanks before each line. */
export function paragraph(text: string, width: number, indent = 0): string {
  const margin = ' '.repeat(indent)
  return wrap(text, width - indent)
    .map((line) => margin + line)
    .join('\n')
}

/** Wraps each line of a text; a line that is indented stays so. */
export function paragraphs(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => paragraph(line, width, line.length - line.trimStart().length))
    .join('\n')
}

/** Lists fields with their texts in one column, wrapped. */
export function fieldList(fields: readonly Field[], width: number, style = (label: string): string => label): string {
  const present = fields.filter((field): field is readonly [string, string] => field[1] !== undefined)
  const labelWidth = Math.max(0, ...present.map(([label]) => columnsOf(label)))
  const indent = 2 + labelWidth + 2
  const lines = present.map(([label, text]) => {
    const margin = `  ${style(label)}${' '.repeat(labelWidth - columnsOf(label) + 2)}`
    return margin + paragraph(text, width, indent).trimStart()
  })
  return lines.join('\n')
}

/** How many columns a text takes, its colours left out; exact for the characters that this program prints itself. */
export function columnsOf(text: string): number {
  return stripVTControlCharacters(text).length
}
