import { type Report, type Table, verdictOf } from './report.ts'

/** A report to paste into a Markdown document. */
export function renderMarkdown(report: Report): string {
  const goals = report.goals.map((goal) => `- Goal ${goal.aim}: ${goal.figure}, **${verdictOf(goal)}**.`)
  const notes = report.notes.map((note) => `- ${note}`)
  return [`### ${report.title}`, ...report.tables.map(renderTable), [...goals, ...notes].join('\n')].join('\n\n')
}

function renderTable({ columns, rows }: Table): string {
  const alignment = columns.map((_column, index) => (index === 0 ? '---' : '--:'))
  return [columns, alignment, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}
