import { dataverseErrorsByCode } from '@versekey/facts/dataverse-errors'

/**
 * What a refusal may say beyond its catalogue entry. Nothing here may hold a token or another secret. The message goes
 * back to the caller and may repeat what was asked, as the real service does; reason and remedy stay in the journal,
 * where a secret that was sent by mistake must not stay: of a request they name only what the emulator itself has a
 * name for, and ids of rows.
 */
export interface ODataErrorDetails {
  /** Fills the `{placeholders}` of the catalogue's message. */
  readonly values?: Readonly<Record<string, string | number>>
  /** Takes the place of the catalogue's message. */
  readonly message?: string
  /** Takes the place of the catalogue's HTTP status. */
  readonly status?: number
  /** For the journal only: what was wrong with this request in particular; the catalogue's title unless given. */
  readonly reason?: string
  /** For the journal only, where it differs from the catalogue's remedy. */
  readonly remedy?: string
}

/** A request that Dataverse refuses (Compose HTTP requests and handle errors: parse errors from the response). */
export class ODataError extends Error {
  override readonly name = 'ODataError'
  /** Lower-case hexadecimal such as `0x80072560`; empty where the real service sends none. */
  readonly code: string
  readonly status: number
  /** For the journal: what was wrong, without text of the request. */
  readonly reason: string
  /** For the journal: what would have been right, and who can do it. */
  readonly remedy: string

  constructor(code: string, details: ODataErrorDetails = {}) {
    const entry = dataverseErrorsByCode.get(code)
    const title = entry?.title ?? 'The request was refused'
    super(details.message ?? fill(entry?.message ?? `${title}.`, details.values ?? {}))
    this.code = code
    this.status = details.status ?? entry?.status ?? 400
    this.reason = details.reason ?? title
    this.remedy = details.remedy ?? (entry === undefined ? '' : `${entry.remedy} (${entry.who})`)
  }
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder))
}
