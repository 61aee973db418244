/** One element, read back; `children` for what is constructed. */
export interface DerElement {
  readonly tag: number
  readonly content: Buffer
  readonly children: readonly DerElement[]
}

/** Reads exactly one element, and fails on anything that is not the shortest form of its length. */
export function readDer(der: Buffer): DerElement {
  const elements = readAll(der)
  const [element] = elements
  if (element === undefined || elements.length !== 1) throw new Error(`expected one element, read ${elements.length}`)
  return element
}

function readAll(der: Buffer): DerElement[] {
  const elements: DerElement[] = []
  let offset = 0
  while (offset < der.length) {
    const tag = der.readUInt8(offset)
    const { length, start } = readLength(der, offset + 1)
    if (start + length > der.length) throw new Error('the element is longer than what holds it')
    const content = der.subarray(start, start + length)
    elements.push({ tag, content, children: (tag & 0x20) === 0 ? [] : readAll(content) })
    offset = start + length
  }
  return elements
}

function readLength(der: Buffer, offset: number): { length: number; start: number } {
  const first = der.readUInt8(offset)
  if (first < 0x80) return { length: first, start: offset + 1 }
  const count = first & 0x7f
  const length = der.readUIntBE(offset + 1, count)
  if (length < 0x80 || der.readUInt8(offset + 1) === 0) throw new Error('the length is not in its shortest form')
  return { length, start: offset + 1 + count }
}
