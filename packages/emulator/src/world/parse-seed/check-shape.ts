import type { OutputUnit, Schema } from '@cfworker/json-schema'
import { suggest } from './closest-name.ts'
import type { SeedDocument } from './document.ts'
import type { Finding, SeedPath } from './finding.ts'
import { printableField, printNames, quote } from './printable.ts'
import { findSchema, validateWorld } from './world-schema.ts'
import type { WrittenSeed } from './written-seed.ts'

/**
 * Checks a document against the published schema.
 *
 * @throws {SeedError} With one problem for each place that is wrong.
 */
export function checkShape(document: SeedDocument): WrittenSeed {
  const { value } = document
  const errors: OutputUnit[] = []
  if (!isOfShape(value, errors)) throw document.refusal(describeErrors(value, errors))
  return value
}

function isOfShape(value: unknown, errors: OutputUnit[]): value is WrittenSeed {
  for (const error of validateWorld(value)) errors.push(error)
  return errors.length === 0
}

/**
 * One finding for a place, the first: that a text is both too short and of the wrong form is one mistake, and why each
 * branch of a `oneOf` fails follows the `oneOf` itself.
 */
function describeErrors(root: unknown, errors: readonly OutputUnit[]): Finding[] {
  const findings = new Map<string, Finding>()
  for (const error of errors) {
    const place = error.instanceLocation
    if (findings.has(place)) continue
    const { path, value } = follow(root, place)
    const finding = describeError(error.keyword, path, value)
    if (finding !== undefined) findings.set(place, { path, ...finding })
  }
  return [...findings.values()]
}

/** Turns the validator's location, a JSON pointer as a URI fragment (RFC 6901 section 6), into a path and what is there. */
function follow(root: unknown, location: string): { path: SeedPath; value: unknown } {
  const path: (string | number)[] = []
  let value = root
  for (const encoded of location.split('/').slice(1)) {
    const name = decodeURIComponent(encoded).replaceAll('~1', '/').replaceAll('~0', '~')
    path.push(Array.isArray(value) ? Number(name) : name)
    value = Object.getOwnPropertyDescriptor(Object(value), name)?.value
  }
  return { path, value }
}

type Description = Omit<Finding, 'path'>

/** `undefined` for keywords that only say that something below is wrong. */
function describeError(keyword: string, path: SeedPath, value: unknown): Description | undefined {
  if (keyword === 'false') return describeUnknownField(path)
  const schema = findSchema(path)
  if (schema === undefined) return undefined
  switch (keyword) {
    case 'required':
      return describeMissingFields(schema, value)
    case 'oneOf':
      return { message: 'needs either "pem" or "file", and not both' }
    case 'type':
      return { message: `must be ${typeNames([schema.type].flat())}, not ${typeNames([typeOf(value)])}` }
    case 'enum':
      return describeUnknownValue(schema.enum ?? [], value)
    case 'minItems':
      return { message: 'must not be empty' }
    case 'minLength':
      return { message: `has ${lengthOf(value)} characters; ${schema.minLength} is the least` }
    case 'maxLength':
      return { message: `has ${lengthOf(value)} characters; ${schema.maxLength} is the most` }
    case 'pattern':
    case 'format':
      return { message: `not a valid ${schema['title']}`, expected: expectedForm(schema) }
    default:
      return undefined
  }
}

function describeUnknownField(path: SeedPath): Description {
  const name = String(path.at(-1))
  const parent = findSchema(path.slice(0, -1))
  const known = Object.keys(parent?.properties ?? {})
  const message = `unknown field "${printableField(name)}"${suggest(name, known)}`
  const expected = known.length > 0 ? printNames(known) : 'names of privileges, for example "prvReadAccount"'
  return { atField: true, message, expected }
}

function describeMissingFields(schema: Schema, value: unknown): Description {
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(Object(value), name))
  return { message: `${missing.map((name) => `"${name}"`).join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing` }
}

function describeUnknownValue(known: readonly unknown[], value: unknown): Description {
  const names = known.map(String)
  const expected = printNames(names)
  if (typeof value !== 'string') return { message: `must be a text, not ${typeNames([typeOf(value)])}`, expected }
  return { message: `unknown value ${quote(value)}${suggest(value, names)}`, expected }
}

/** The form in the schema's own words, without the value, which may be a secret. */
function expectedForm({ description, examples }: Schema): string {
  const [example] = Array.isArray(examples) ? examples : []
  return typeof example === 'string' ? `${description} For example ${quote(example)}.` : `${description}`
}

const articles: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'an array',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
}

function typeNames(types: readonly (string | undefined)[]): string {
  return types.map((type) => articles[type ?? ''] ?? type).join(' or ')
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** In code points, as JSON Schema counts (RFC 8259 characters). */
function lengthOf(value: unknown): number {
  return [...String(value)].length
}
