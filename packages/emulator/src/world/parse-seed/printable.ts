import type { SeedPath } from './finding.ts'

const fieldName = /^[$A-Za-z][A-Za-z0-9_]{0,63}$/

/** A field name as it may be printed. What does not look like one is left out: it may be a secret in the wrong place. */
export function printableField(name: string): string {
  return fieldName.test(name) ? name : '…'
}

/** Text of the seed in quotes, cut to a readable length, control characters escaped. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text).replace(
    /[\u007f-\u009f]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  )
}

/** JSON pointer (RFC 6901 section 3). Printable field names need no escaping. */
export function printPath(path: SeedPath): string {
  return path.map((segment) => `/${typeof segment === 'number' ? segment : printableField(segment)}`).join('')
}

const listedNames = 12

/** A list for `expected`: all names while they are few. */
export function printNames(names: readonly string[]): string {
  const unique = [...new Set(names)]
  const listed = unique.slice(0, listedNames).map(quote).join(', ')
  return unique.length > listedNames ? `${listed} and ${unique.length - listedNames} more` : listed
}
