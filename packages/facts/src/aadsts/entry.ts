import type { Actor, Evidence } from '../evidence.ts'

/** An endpoint at which Entra ID reports an error. */
export type EntraEndpoint = 'token' | 'authorize' | 'device' | 'discovery'

/** How an AADSTS code travels at one endpoint. */
export interface AadstsWireForm {
  readonly at: EntraEndpoint
  /** Set where the v1 and the v2 endpoint differ; without it the form holds for both. */
  readonly protocol?: 'v1' | 'v2'
  /** OAuth error code (RFC 6749 section 5.2 and Entra's own); `undefined` where an HTML page takes its place. */
  readonly error?: string
  readonly suberror?: string
  /** HTTP status; `undefined` where the error is a page or a redirect. */
  readonly status?: number
  /** How sure the pair of error and status is. */
  readonly evidence: Evidence
}

/** One AADSTS code: what it means and what to do. */
export interface AadstsEntry {
  readonly code: number
  /** One line: what happened. */
  readonly title: string
  /**
   * The text after `AADSTS<code>: ` with `{placeholders}` in braces. Present only where the emulator raises the code;
   * the vendor may change texts at any time, and clients must not branch on them.
   */
  readonly message?: string
  /** How the code travels; where one endpoint has several forms, the usual one stands first. */
  readonly wire: readonly AadstsWireForm[]
  /** The usual cause, in full sentences. */
  readonly cause: string
  /** What to change, in full sentences, imperative. */
  readonly remedy: string
  readonly who: Actor
  /** Title of the document the entry comes from. */
  readonly source: string
}
