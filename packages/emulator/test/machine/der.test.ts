import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as der from '../../src/machine/der.ts'
import { readDer } from './der-reader.ts'
import { openssl } from './openssl.ts'
import { runProcess } from './run-process.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('known encodings', () => {
  it.each([
    [0n, '020100'],
    [127n, '02017f'],
    [128n, '02020080'],
    [256n, '02020100'],
    [-1n, '0201ff'],
    [-128n, '020180'],
    [-129n, '0202ff7f'],
  ])('writes INTEGER %s as %s (X.690 section 8.3)', (value, expected) => {
    expect(hex(der.integer(value))).toBe(expected)
  })

  it.each([
    ['2.999.3', '0603883703'],
    ['1.2.840.113549', '06062a864886f70d'],
    ['2.5.29.30', '0603551d1e'],
    ['0.39', '060127'],
  ])('writes OBJECT IDENTIFIER %s as %s (X.690 section 8.19)', (dotted, expected) => {
    expect(hex(der.objectIdentifier(dotted))).toBe(expected)
  })

  it.each(['', '1', '3.1', '1.40', '0.40', '1.2.03', '1.2.', '1.2.-3', 'a.b'])(
    'refuses the object identifier %j',
    (dotted) => {
      expect(() => der.objectIdentifier(dotted)).toThrow(RangeError)
    },
  )

  it.each([
    [[], '030100'],
    [[0], '03020780'],
    [[5], '03020204'],
    [[5, 6], '03020106'],
    [[0, 8], '0303078080'],
  ])('writes the named bits %j as %s (X.690 section 11.2.2)', (bits, expected) => {
    expect(hex(der.namedBitString(bits))).toBe(expected)
  })

  it.each([
    ['2049-12-31T23:59:59.999Z', '170d3439313233313233353935395a'],
    ['2050-01-01T00:00:00Z', '180f32303530303130313030303030305a'],
    ['1950-01-01T00:00:00Z', '170d3530303130313030303030305a'],
  ])('writes %s as UTCTime until 2049 and GeneralizedTime after (RFC 5280 section 4.1.2.5)', (date, expected) => {
    expect(hex(der.time(new Date(date)))).toBe(expected)
  })

  it.each(['1949-12-31T23:59:59Z', '+010000-01-01T00:00:00Z', 'not a date'])('refuses the time %s', (date) => {
    expect(() => der.time(new Date(date))).toThrow(RangeError)
  })

  it('writes booleans, null and the string types', () => {
    expect(hex(der.boolean(true))).toBe('0101ff')
    expect(hex(der.boolean(false))).toBe('010100')
    expect(hex(der.nullValue())).toBe('0500')
    expect(hex(der.utf8String('é'))).toBe('0c02c3a9')
    expect(hex(der.printableString('A b'))).toBe('1303412062')
    expect(hex(der.ia5String('a@b'))).toBe('1603614062')
    expect(hex(der.octetString(Buffer.of(1, 2)))).toBe('04020102')
    expect(hex(der.bitString(Buffer.of(1, 2)))).toBe('0303000102')
  })

  it('refuses text that a string type cannot hold', () => {
    expect(() => der.printableString('a@b')).toThrow(RangeError)
    expect(() => der.ia5String('é')).toThrow(RangeError)
  })

  it.each([-1, 31, 1.5])('refuses the context tag %d', (number) => {
    expect(() => der.contextConstructed(number)).toThrow(RangeError)
    expect(() => der.contextPrimitive(number, Buffer.of())).toThrow(RangeError)
  })
})

describe('reads back what was written', () => {
  it('integers, in the fewest octets', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 300n), max: 2n ** 300n }), (value) => {
        const { tag, content } = readDer(der.integer(value))
        const unsigned = BigInt(`0x${hex(content)}`)
        expect(tag).toBe(0x02)
        expect(BigInt.asIntN(content.length * 8, unsigned)).toBe(value)
        expect(content.length).toBe(1 + Math.floor(bitLength(value) / 8))
      }),
    )
  })

  it('octets of any length, with the shortest length octets', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 127, 128, 255, 256, 65_535, 65_536), fc.nat(3), (length, more) => {
        const bytes = Buffer.alloc(length + more, 0x5a)
        expect(readDer(der.octetString(bytes)).content.equals(bytes)).toBe(true)
      }),
    )
  })

  it('object identifiers', () => {
    const dotted = fc
      .tuple(fc.nat(2), fc.nat(39), fc.array(fc.bigInt({ min: 0n, max: 2n ** 130n }), { maxLength: 8 }))
      .map(([first, second, others]) => [first, second, ...others].join('.'))
    fc.assert(
      fc.property(dotted, (text) => {
        expect(readObjectIdentifier(readDer(der.objectIdentifier(text)).content)).toBe(text)
      }),
    )
  })

  it('the members of a set in ascending order, whatever order they came in (X.690 section 11.6)', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (values) => {
        const { children } = readDer(der.setOf(...values.map(der.octetString)))
        const written = children.map(({ content }) => hex(der.octetString(content)))
        expect(written).toEqual(values.map((value) => hex(der.octetString(value))).toSorted())
      }),
    )
  })

  it('sequences and context tags in sequences', () => {
    const { tree } = fc.letrec<{ tree: Buffer }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.uint8Array().map(der.octetString),
        fc.array(tie('tree'), { maxLength: 4 }).map((elements) => der.sequence(...elements)),
        fc.tuple(fc.nat(30), tie('tree')).map(([number, element]) => der.contextConstructed(number, element)),
      ),
    }))
    fc.assert(
      fc.property(tree, (element) => {
        expect(rewrite(readDer(element)).equals(element)).toBe(true)
      }),
    )
  })
})

describe.skipIf(openssl === undefined)('OpenSSL', () => {
  it('reads each type as what it is', async () => {
    const element = der.sequence(
      der.objectIdentifier('2.5.4.3'),
      der.integer(-129),
      der.utf8String('x'.repeat(300)),
      der.time(new Date('2031-02-03T04:05:06Z')),
      der.contextConstructed(3, der.boolean(true)),
    )
    const { exitCode, stdout } = await runProcess(openssl ?? '', ['asn1parse', '-inform', 'DER'], { input: element })
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/SEQUENCE.*OBJECT +:commonName.*INTEGER +:-81.*UTF8STRING +:x{300}/s)
    expect(stdout).toMatch(/UTCTIME +:310203040506Z.*cont \[ 3 \].*BOOLEAN +:255/s)
  })
})

/** Bits of the magnitude in two's complement, without the sign bit. */
function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value - 1n : value
  return magnitude === 0n ? 0 : magnitude.toString(2).length
}

function readObjectIdentifier(content: Buffer): string {
  const numbers: bigint[] = []
  let value = 0n
  for (const octet of content) {
    value = (value << 7n) | BigInt(octet & 0x7f)
    if ((octet & 0x80) !== 0) continue
    numbers.push(value)
    value = 0n
  }
  const [joined = 0n, ...others] = numbers
  const root = joined < 80n ? joined / 40n : 2n
  return [root, joined - root * 40n, ...others].join('.')
}

function rewrite({ tag, content, children }: ReturnType<typeof readDer>): Buffer {
  if (tag === 0x30) return der.sequence(...children.map(rewrite))
  if ((tag & 0xe0) === 0xa0) return der.contextConstructed(tag & 0x1f, ...children.map(rewrite))
  return der.octetString(content)
}
