/** A text with its escapes undone, and where in the text each of its UTF-16 units was written. */
export interface Reading {
  readonly decoded: string
  readonly spanAt: (index: number) => Span
}

/** A part of a text, its end not included. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A text as it is, and as it reads with each kind of escape undone that it has. */
export function readingsOf(text: string): readonly Reading[] {
  const asIs: Reading = { decoded: text, spanAt: (index) => ({ start: index, end: index + 1 }) }
  return [asIs, ...escapes.flatMap((kind) => undo(text, kind) ?? [])]
}

function undo(text: string, { pattern, decode }: Escape): Reading | undefined {
  const spans: Span[] = []
  let decoded = ''
  const readPlain = (start: number, end: number) => {
    for (let index = start; index < end; index++) spans.push({ start: index, end: index + 1 })
    decoded += text.slice(start, end)
  }
  let end = 0
  for (const { 0: escaped, index: start } of text.matchAll(pattern)) {
    readPlain(end, start)
    end = start + escaped.length
    const characters = decode(escaped)
    // A run of percent-encoded bytes stands as a whole for each character in it.
    for (let index = 0; index < characters.length; index++) spans.push({ start, end })
    decoded += characters
  }
  if (end === 0) return undefined
  readPlain(end, text.length)
  return { decoded, spanAt: (index) => spans[index] ?? { start: text.length, end: text.length } }
}

/** One way of writing characters by other ones. */
interface Escape {
  readonly pattern: RegExp
  readonly decode: (escaped: string) => string
}

const escapes: readonly Escape[] = [
  // RFC 3986 section 2.1
  { pattern: /(?:%[0-9a-f]{2})+/gi, decode: decodePercents },
  // "URL Standard", application/x-www-form-urlencoded
  { pattern: /(?:%[0-9a-f]{2})+|\+/gi, decode: (escaped) => (escaped === '+' ? ' ' : decodePercents(escaped)) },
  // RFC 8259 section 7
  { pattern: /\\(?:u[0-9a-fA-F]{4}|[bfnrt"\\/])/g, decode: (escaped) => jsonNames.get(escaped) ?? fromHex(escaped, 2) },
  // "HTML Standard", character references
  { pattern: /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|lt|gt|quot|apos);/gi, decode: decodeReference },
]

const jsonNames: ReadonlyMap<string, string> = new Map([
  ['\\b', '\b'],
  ['\\f', '\f'],
  ['\\n', '\n'],
  ['\\r', '\r'],
  ['\\t', '\t'],
  ['\\"', '"'],
  ['\\\\', '\\'],
  ['\\/', '/'],
])

const htmlNames: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
])

function decodePercents(escaped: string): string {
  const bytes = escaped.slice(1).split('%')
  return new TextDecoder().decode(Uint8Array.from(bytes, (hex) => Number.parseInt(hex, 16)))
}

function decodeReference(escaped: string): string {
  const text = escaped.toLowerCase()
  return (
    htmlNames.get(text) ??
    (text.startsWith('&#x') ? fromHex(text, 3) : fromCodePoint(Number.parseInt(text.slice(2), 10)))
  )
}

function fromHex(text: string, start: number): string {
  return fromCodePoint(Number.parseInt(text.slice(start), 16))
}

function fromCodePoint(codePoint: number): string {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\ufffd'
}
