import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSeed } from '../../src/world/parse-seed.ts'
import { SeedError } from '../../src/world/seed-error.ts'

const contoso = new URL('../../src/world/contoso.json', import.meta.url)
const text = readFileSync(contoso, 'utf8')
const secretsAndPasswords = text.match(/sample-(secret|password)-of-[a-z-]+/g) ?? []

/** Parses; whatever is refused must be refused with places inside the file and without secrets. */
function parseOrRefuse(mutated: string): void {
  try {
    expect(parseSeed(mutated, contoso.pathname).tenants).toBeInstanceOf(Array)
  } catch (error) {
    if (!(error instanceof SeedError)) throw error
    const lines = mutated.split(/\r\n|\n|\r/)
    expect(error.problems.length).toBeGreaterThan(0)
    for (const { line, column, message } of error.problems) {
      expect(line).toBeGreaterThanOrEqual(1)
      expect(line).toBeLessThanOrEqual(lines.length)
      expect(column).toBeGreaterThanOrEqual(1)
      expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1)
      expect(message).not.toBe('')
    }
    for (const secret of secretsAndPasswords) expect(error.message).not.toContain(secret)
  }
}

const position = fc.nat(text.length)
const insertion = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '\n',
    '\r',
    '//',
    '/*',
    '\ud800',
    '\0',
    '\uFEFF',
    '__proto__',
  ),
)

describe('parseSeed of a seed that was damaged somewhere', () => {
  it('gives a seed or says where it is wrong, when a piece of text is replaced', () => {
    const damage = fc.record({ at: position, removed: fc.nat(40), inserted: insertion })
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        parseOrRefuse(
          damages.reduce(
            (now, { at, removed, inserted }) => now.slice(0, at) + inserted + now.slice(at + removed),
            text,
          ),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('gives a seed or says where it is wrong, when a value is another', () => {
    const values: readonly Place[] = placesOf(JSON.parse(text))
    const replacement = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>(
        'all',
        'System Administrator',
        'Nightly Integration',
        'alice@contoso.onmicrosoft.com',
        [],
        {},
      ),
      fc.constantFrom<unknown>('00000000-0000-0000-0000-000000000000', '2024-01-01T00:00:00Z', 'ü'.repeat(500)),
    )
    fc.assert(
      fc.property(fc.constantFrom(...values), replacement, (place, value) => {
        parseOrRefuse(JSON.stringify(withValue(JSON.parse(text), place, value), undefined, 2))
      }),
      { numRuns: 300 },
    )
  })

  it('takes any text at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), parseOrRefuse))
    fc.assert(fc.property(fc.json(), parseOrRefuse))
  })
})

type Place = readonly string[]

/** Every place in a JSON value but the root. */
function placesOf(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => [[key], ...placesOf(child).map((place) => [key, ...place])])
}

function withValue(root: unknown, [key = '', ...rest]: Place, value: unknown): unknown {
  if (typeof root !== 'object' || root === null) return root
  const child: unknown = Object.entries(root).find(([name]) => name === key)?.[1]
  return Object.assign(root, { [key]: rest.length === 0 ? value : withValue(child, rest, value) })
}
