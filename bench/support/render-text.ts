import { type Report, type Table, verdictOf } from './report.ts'

const width = 80

/** A report as plain text of at most 80 columns. */
export function renderText(report: Report): string {
  const goals = report.goals.map((goal) => wrap(`goal ${goal.aim}: ${goal.figure}, ${verdictOf(goal)}`, '  '))
  const notes = report.notes.map((note) => wrap(note, '  '))
  return [`${report.title}\n`, ...report.tables.map((table) => `${renderTable(table)}\n`), ...goals, ...notes].join(
    '\n',
  )
}

function renderTable({ columns, rows }: Table): string {
  const widths = columns.map((column, index) =>
    Math.max(...[column, ...rows.map((row) => row[index] ?? '')].map((cell) => cell.length)),
  )
  return [columns, ...rows]
    .map((row) =>
      row
        .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Breaks at spaces; later lines are indented. */
function wrap(text: string, indent: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = `${indent}${word}`
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line].join('\n')
}
