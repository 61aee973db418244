import { type Reading, readingsOf, type Span } from './readings.ts'

/**
 * Takes known secrets out of a text: as they are, and as addresses, forms, JSON and HTML write them. Where two secrets
 * overlap, or one is a part of another, all of both goes. Its time grows with the text's length and no faster.
 */
export function redact(text: string, secrets: readonly string[]): string {
  const sought = secrets.filter((secret) => secret !== '')
  const spans = readingsOf(text).flatMap((reading) => sought.flatMap((secret) => findSpans(reading, secret)))
  spans.sort((one, other) => one.start - other.start)
  let clean = ''
  let end = 0
  for (const span of spans) {
    if (span.start >= end) clean += `${text.slice(end, span.start)}[redacted]`
    end = Math.max(end, span.end)
  }
  return clean + text.slice(end)
}

function findSpans({ decoded, spanAt }: Reading, secret: string): Span[] {
  const spans: Span[] = []
  for (const form of new Set([secret, secret.toWellFormed()])) {
    // A secret such as "abab" may begin again before it has ended.
    for (let index = decoded.indexOf(form); index !== -1; index = decoded.indexOf(form, index + 1)) {
      spans.push({ start: spanAt(index).start, end: spanAt(index + form.length - 1).end })
    }
  }
  return spans
}
