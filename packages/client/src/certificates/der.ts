/** One element of DER data (ITU-T X.690 section 8.1). */
export interface DerElement {
  readonly tag: number
  readonly content: Uint8Array<ArrayBuffer>
  /** Tag, length and content. */
  readonly encoding: Uint8Array<ArrayBuffer>
}

export const derInteger = 0x02
export const derOctetString = 0x04
export const derObjectIdentifier = 0x06
export const derSequence = 0x30

/** Thrown for data that is not DER; the caller knows what it was and says so. */
export class DerError extends Error {}

/** Splits the content of a constructed element into its parts; every length is checked against what is there. */
export function readDer(data: Uint8Array<ArrayBuffer>): DerElement[] {
  const elements: DerElement[] = []
  for (let offset = 0; offset < data.length; ) {
    const tag = byteAt(data, offset)
    const { length, start } = readLength(data, offset + 1)
    const end = start + length
    if (end > data.length) throw new DerError('an element is longer than what holds it')
    elements.push({ tag, content: data.subarray(start, end), encoding: data.subarray(offset, end) })
    offset = end
  }
  return elements
}

function readLength(data: Uint8Array<ArrayBuffer>, offset: number): { length: number; start: number } {
  const first = byteAt(data, offset)
  if (first < 0x80) return { length: first, start: offset + 1 }
  const count = first & 0x7f
  if (count === 0 || count > 3) throw new DerError('a length is indefinite or too long')
  let length = 0
  for (let index = 1; index <= count; index++) length = length * 256 + byteAt(data, offset + index)
  return { length, start: offset + 1 + count }
}

function byteAt(data: Uint8Array<ArrayBuffer>, offset: number): number {
  const byte = data[offset]
  if (byte === undefined) throw new DerError('the data ends too early')
  return byte
}

/** The element at a path of positions and its parts, each step a constructed element of the expected tag. */
export function elementAt(elements: readonly DerElement[], index: number, tag: number): DerElement {
  const element = elements[index]
  if (element?.tag !== tag) throw new DerError(`element ${index} is missing or of another type`)
  return element
}

/** Encodes one element. */
export function writeDer(tag: number, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const header = [tag, ...writeLength(length)]
  const encoding = new Uint8Array(header.length + length)
  encoding.set(header)
  let offset = header.length
  for (const part of parts) {
    encoding.set(part, offset)
    offset += part.length
  }
  return encoding
}

function writeLength(length: number): number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return [0x80 | bytes.length, ...bytes]
}
