import type { Actor, Evidence } from '@versekey/facts/evidence'

/** One failure in plain words. */
export interface Explanation {
  /** `AADSTS7000215`, `0x80072560`, or one of this package's own codes. */
  readonly code: string
  /** One line: what happened. */
  readonly title: string
  /** The usual cause, in full sentences. */
  readonly cause: string
  /** What to change, in full sentences. */
  readonly remedy: string
  /** Who can do that. */
  readonly who: Actor
  /** How sure the catalogue is of what goes with the code on the wire. */
  readonly evidence?: Evidence
  /** Title of the document it comes from. */
  readonly source: string
  /** Microsoft's page about the code. */
  readonly link?: string
  /** Quote this to Microsoft support. */
  readonly correlationId?: string
  /** Quote this to Microsoft support. */
  readonly traceId?: string
  /** Quote this to Microsoft support. */
  readonly requestId?: string
}
