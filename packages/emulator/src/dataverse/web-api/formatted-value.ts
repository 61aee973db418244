import type { SQLOutputValue } from 'node:sqlite'
import type { ColumnDefinition } from '../tables/table-definition.ts'

/** How a value reads to a person of language 1033 in the time zone UTC; `undefined` for what is text already. */
export function formattedValue(column: ColumnDefinition, value: SQLOutputValue): string | undefined {
  switch (column.type) {
    case 'boolean':
    case 'choice':
      return column.labels?.[Number(value)] ?? String(value)
    case 'integer':
    case 'bigint':
      return Number(value).toLocaleString('en-US')
    case 'datetime':
      return formatDateTime(String(value))
    default:
      return undefined
  }
}

/** `1/31/2024 3:04 PM`: written by hand, since ICU puts a narrow no-break space before PM. */
function formatDateTime(text: string): string {
  const date = new Date(text)
  const hours = date.getUTCHours()
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`
  const minutes = String(date.getUTCMinutes()).padStart(2, '0')
  return `${day} ${hours % 12 || 12}:${minutes} ${hours < 12 ? 'AM' : 'PM'}`
}
