/**
 * Writes the Distinguished Encoding Rules (ITU-T X.690 section 10): each function returns one whole element,
 * and what holds others takes them whole.
 */

/** Universal tags of ITU-T X.680 section 8, table 1; sequences and sets carry the bit that says "constructed". */
const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

const contextPrimitiveClass = 0x80
const contextConstructedClass = 0xa0

/** Length octets: one below 128, else their number and then the value (X.690 section 8.1.3). */
function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length)
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return Buffer.of(0x80 | octets.length, ...octets)
}

function encode(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const length = contents.reduce((sum, content) => sum + content.length, 0)
  return Buffer.concat([Buffer.of(tag), encodeLength(length), ...contents])
}

/** SEQUENCE of whole elements, in the order given. */
export function sequence(...elements: readonly Uint8Array[]): Buffer {
  return encode(tags.sequence, ...elements)
}

/** SET OF whole elements, sorted by their encodings as X.690 section 11.6 asks. */
export function setOf(...elements: readonly Uint8Array[]): Buffer {
  return encode(tags.set, ...elements.toSorted(Buffer.compare))
}

/** BOOLEAN; true is all ones (X.690 section 11.1). */
export function boolean(value: boolean): Buffer {
  return encode(tags.boolean, Buffer.of(value ? 0xff : 0x00))
}

/** INTEGER in two's complement, as short as it can be (X.690 section 8.3). */
export function integer(value: number | bigint): Buffer {
  const octets: number[] = []
  let rest = BigInt(value)
  do {
    octets.unshift(Number(rest & 0xffn))
    rest >>= 8n
  } while (!isSignExtension(rest, octets[0] ?? 0))
  return encode(tags.integer, Buffer.from(octets))
}

/** Nothing but the sign is left, and the leading bit already says it. */
function isSignExtension(rest: bigint, leadingOctet: number): boolean {
  return rest === (leadingOctet >= 0x80 ? -1n : 0n)
}

/** NULL. */
export function nullValue(): Buffer {
  return encode(tags.null)
}

/**
 * OBJECT IDENTIFIER from its dotted form, for example `2.5.29.30` (X.690 section 8.19).
 *
 * @throws {RangeError} When the text is not an object identifier.
 */
export function objectIdentifier(dotted: string): Buffer {
  if (!/^[0-2](\.(0|[1-9]\d*))+$/.test(dotted)) throw new RangeError(`not an object identifier: ${dotted}`)
  const [root = 0n, second = 0n, ...others] = dotted.split('.').map(BigInt)
  if (root < 2n && second > 39n) {
    throw new RangeError(`not an object identifier: ${dotted} (below ${root} the second number ends at 39)`)
  }
  return encode(tags.objectIdentifier, ...[root * 40n + second, ...others].map(encodeBase128))
}

/** Seven bits an octet, the top bit on all but the last. */
function encodeBase128(value: bigint): Buffer {
  const octets = [Number(value & 0x7fn)]
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80)
  return Buffer.from(octets)
}

/** UTF8String. */
export function utf8String(text: string): Buffer {
  return encode(tags.utf8String, Buffer.from(text, 'utf8'))
}

/**
 * PrintableString: letters, digits, space and `'()+,-./:=?` (X.680 section 41.4).
 *
 * @throws {RangeError} When the text holds anything else.
 */
export function printableString(text: string): Buffer {
  if (!/^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text)) throw new RangeError(`not a PrintableString: ${JSON.stringify(text)}`)
  return encode(tags.printableString, Buffer.from(text, 'latin1'))
}

/**
 * IA5String: the ASCII characters.
 *
 * @throws {RangeError} When the text holds anything else.
 */
export function ia5String(text: string): Buffer {
  return encode(tags.ia5String, asciiBytes(text))
}

/**
 * The octets of an IA5String without tag and length, for where an implicit context tag takes their place.
 *
 * @throws {RangeError} When the text is not ASCII.
 */
export function asciiBytes(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.some((byte) => byte >= 0x80)) throw new RangeError(`not an IA5String: ${JSON.stringify(text)}`)
  return bytes
}

/** OCTET STRING. */
export function octetString(bytes: Uint8Array): Buffer {
  return encode(tags.octetString, bytes)
}

/** BIT STRING of whole octets. */
export function bitString(bytes: Uint8Array): Buffer {
  return encode(tags.bitString, Buffer.of(0), bytes)
}

/** BIT STRING of named bits, given by number; trailing zero bits are left out (X.690 section 11.2.2). */
export function namedBitString(bits: readonly number[]): Buffer {
  if (bits.length === 0) return encode(tags.bitString, Buffer.of(0))
  const last = Math.max(...bits)
  const octets = Buffer.alloc(Math.floor(last / 8) + 1)
  for (const bit of bits) {
    const index = Math.floor(bit / 8)
    octets.writeUInt8(octets.readUInt8(index) | (0x80 >> (bit % 8)), index)
  }
  return encode(tags.bitString, Buffer.of(7 - (last % 8)), octets)
}

/**
 * Time as certificates have it: UTCTime until 2049, GeneralizedTime from 2050 on, whole seconds (RFC 5280 section 4.1.2.5).
 *
 * @throws {RangeError} Before 1950 or after 9999, which neither form can say.
 */
export function time(date: Date): Buffer {
  const year = date.getUTCFullYear()
  if (!(year >= 1950 && year <= 9999)) throw new RangeError('a certificate cannot say a time before 1950 or after 9999')
  const digits = `${date.toISOString().slice(0, 19).replaceAll(/\D/g, '')}Z`
  return year < 2050
    ? encode(tags.utcTime, Buffer.from(digits.slice(2), 'latin1'))
    : encode(tags.generalizedTime, Buffer.from(digits, 'latin1'))
}

/** `[number]` around whole elements: an explicit tag, or the implicit tag of a sequence's or set's elements. */
export function contextConstructed(number: number, ...elements: readonly Uint8Array[]): Buffer {
  return encode(contextConstructedClass | checkTagNumber(number), ...elements)
}

/** `[number]` in place of a primitive's own tag: an implicit tag around its bare octets. */
export function contextPrimitive(number: number, bytes: Uint8Array): Buffer {
  return encode(contextPrimitiveClass | checkTagNumber(number), bytes)
}

/** Numbers from 31 on take more octets, which no structure here needs. */
function checkTagNumber(number: number): number {
  if (!Number.isInteger(number) || number < 0 || number > 30) {
    throw new RangeError(`a context tag here is an integer from 0 to 30, not ${number}`)
  }
  return number
}
