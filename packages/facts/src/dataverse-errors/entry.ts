import type { Actor, Evidence } from '../evidence.ts'

/** One Dataverse error code: what it means and what to do. */
export interface DataverseErrorEntry {
  /** Lower-case hexadecimal as on the wire, for example `0x80072560`. */
  readonly code: string
  /** The vendor's name; `undefined` where its table has none. */
  readonly name?: string
  /** HTTP status; `undefined` for codes that never travel (local to a client). */
  readonly status?: number
  /** How sure the pair of code and status is. */
  readonly evidence: Evidence
  /** One line: what happened. */
  readonly title: string
  /** The wire text with `{placeholders}` in braces, where one is known. */
  readonly message?: string
  /** The usual cause, in full sentences. */
  readonly cause: string
  /** What to change, in full sentences, imperative. */
  readonly remedy: string
  readonly who: Actor
  /** Title of the document the entry comes from. */
  readonly source: string
}
