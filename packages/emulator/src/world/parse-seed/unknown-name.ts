import { suggest } from './closest-name.ts'
import type { Finding, SeedPath } from './finding.ts'
import { printNames, quote } from './printable.ts'

/** A reference that leads nowhere: which kind of thing it should name, and what there is of that kind. */
export function describeUnknownName(kind: string, name: string, known: readonly string[], path: SeedPath): Finding {
  const expected = known.length === 0 ? `none: there is no ${kind}` : printNames(known)
  return { path, message: `unknown ${kind} ${quote(name)}${suggest(name, known)}`, expected }
}
