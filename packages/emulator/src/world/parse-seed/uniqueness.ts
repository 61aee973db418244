import type { Finding, SeedPath } from './finding.ts'
import { quote } from './printable.ts'

/** An id that a seed gives, or leaves to be derived. */
export interface IdentifiedThing {
  /** `client id`. */
  readonly kind: string
  /** Name of the field that gives it. */
  readonly field: string
  readonly written: string | undefined
  readonly resolved: string
  /** Of the thing itself. */
  readonly path: SeedPath
}

/** Finds what must not stand twice in a seed. */
export interface Uniqueness {
  /** A value that is written in the seed; case makes no difference. */
  checkValue(kind: string, value: string, path: SeedPath): Finding[]
  checkId(thing: IdentifiedThing): Finding[]
  /** Takes an id that nothing in the seed may have. */
  reserve(kind: string, id: string): void
}

export function createUniqueness(): Uniqueness {
  const taken = new Map<string, SeedPath | 'reserved'>()
  const claim = (kind: string, value: string, path: SeedPath): Conflict | undefined => {
    const key = `${kind} ${value.toLowerCase()}`
    const first = taken.get(key)
    if (first === undefined) taken.set(key, path)
    if (first === undefined) return undefined
    return first === 'reserved' ? { verdict: 'is reserved' } : { verdict: 'is used twice', firstAt: first }
  }
  return {
    checkValue(kind, value, path) {
      const conflict = claim(kind, value, path)
      return conflict === undefined ? [] : [describeConflict(kind, value, path, conflict)]
    },
    checkId({ kind, field, written, resolved, path }) {
      const place = written === undefined ? path : [...path, field]
      const conflict = claim(kind, resolved, place)
      if (conflict === undefined) return []
      if (written !== undefined) return [describeConflict(kind, written, place, conflict)]
      const { verdict: _, ...first } = conflict
      const message = `the ${kind} that is derived from the name is taken already`
      return [{ path, message, expected: `another name, or a "${field}" of its own`, ...first }]
    },
    reserve(kind, id) {
      taken.set(`${kind} ${id.toLowerCase()}`, 'reserved')
    },
  }
}

interface Conflict {
  readonly verdict: string
  readonly firstAt?: SeedPath
}

function describeConflict(kind: string, value: string, path: SeedPath, { verdict, ...first }: Conflict): Finding {
  return { path, message: `the ${kind} ${quote(value)} ${verdict}`, ...first }
}
