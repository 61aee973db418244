import { readFileSync } from 'node:fs'
import type { OutputUnit, Schema } from '@cfworker/json-schema'
import { Validator } from '@cfworker/json-schema'
import type { SeedPath } from './finding.ts'

interface Loaded {
  readonly schema: Schema
  readonly complete: Validator
  readonly untilFirst: Validator
}

let loaded: Loaded | undefined

/** Read when the first seed is checked: the sample world needs no check. */
function load(): Loaded {
  if (loaded === undefined) {
    const file = new URL(import.meta.resolve('@versekey/emulator/world.schema.json'))
    const schema: Schema = JSON.parse(readFileSync(file, 'utf8'))
    loaded = {
      schema,
      complete: new Validator(schema, '2020-12', false),
      untilFirst: new Validator(schema, '2020-12', true),
    }
  }
  return loaded
}

/**
 * Holds a value against the published schema.
 *
 * @returns Everything that is wrong. The validator hands its errors on as arguments, so a long list of them overflows the
 *   stack; of a file that wrong the first few are told.
 */
export function validateWorld(value: unknown): readonly OutputUnit[] {
  try {
    return load().complete.validate(value).errors
  } catch (error) {
    if (error instanceof RangeError) return load().untilFirst.validate(value).errors
    throw error
  }
}

/** The part of the schema that a path leads to; `undefined` below an unknown field. */
export function findSchema(path: SeedPath): Schema | undefined {
  let found: Schema | undefined = load().schema
  for (const segment of path) found = typeof segment === 'number' ? itemsOf(found) : fieldOf(found, segment)
  return found
}

function itemsOf(parent: Schema | undefined): Schema | undefined {
  return Array.isArray(parent?.items) ? undefined : follow(parent?.items)
}

function fieldOf(parent: Schema | undefined, name: string): Schema | undefined {
  if (parent?.properties !== undefined && Object.hasOwn(parent.properties, name)) return follow(parent.properties[name])
  const patterns = Object.entries(parent?.patternProperties ?? {})
  return follow(patterns.find(([pattern]) => new RegExp(pattern, 'u').test(name))?.[1])
}

/** In this schema a reference points to `$defs` and has only annotations beside it. */
function follow(part: Schema | boolean | undefined): Schema | undefined {
  if (typeof part !== 'object') return undefined
  return part.$ref === undefined ? part : follow(load().schema.$defs?.[part.$ref.slice('#/$defs/'.length)])
}
