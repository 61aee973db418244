import type { Explanation } from '@versekey/client/explain'
import { type Field, fieldList } from './layout.ts'

/** Lists what is known of a failure, under a title that the caller prints. */
export function formatExplanation(explanation: Explanation, width: number, label?: (text: string) => string): string {
  const { cause, remedy, who, source, link, correlationId, traceId, requestId } = explanation
  const fields: readonly Field[] = [
    ['Cause', cause],
    ['Remedy', remedy],
    ['Who', who],
    ['Correlation ID', correlationId],
    ['Trace ID', traceId],
    ['Request ID', requestId],
    ['Source', source],
    ['More', link],
  ]
  return fieldList(fields, width, label)
}

/** The title without its full stop: it stands as a heading. */
export function headingOf({ title }: Explanation): string {
  return title.replace(/\.$/, '')
}
