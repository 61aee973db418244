import { type AadstsEntry, type AadstsWireForm, aadstsByCode, type EntraEndpoint } from '@versekey/facts/aadsts'

/** What a refusal may say beyond its catalogue entry. Nothing here may hold a secret, a password or an assertion. */
export interface EntraErrorDetails {
  /** Fills the `{placeholders}` of the catalogue's message. */
  readonly values?: Readonly<Record<string, string>>
  /** Takes the place of the catalogue's message. */
  readonly message?: string
  /**
   * For the journal only: what was wrong with this request in particular. It may repeat a GUID, a domain or an origin, but
   * no free text of the request: people paste secrets into wrong fields.
   */
  readonly reason?: string
  /** For the journal only, where it differs from the catalogue's remedy. */
  readonly remedy?: string
  /** Takes the place of the catalogue's HTTP status. */
  readonly status?: number
}

/** A request that Entra ID refuses, by its AADSTS code. */
export class EntraError extends Error {
  override readonly name = 'EntraError'
  readonly code: number
  readonly details: EntraErrorDetails
  /** Client id or user, as far as the request had got. */
  caller: string | undefined

  constructor(code: number, details: EntraErrorDetails = {}) {
    super(`AADSTS${code}`)
    this.code = code
    this.details = details
  }
}

/** The catalogue's entry; a code without one is a defect of the emulator. */
export function aadstsEntry(code: number): AadstsEntry {
  const entry = aadstsByCode.get(code)
  if (entry === undefined) throw new TypeError(`AADSTS${code} is not in the catalogue`)
  return entry
}

/** How the code travels at this endpoint, and if the catalogue does not say, how it travels elsewhere. */
export function wireForm(entry: AadstsEntry, endpoint: EntraEndpoint, protocol: 'v1' | 'v2'): AadstsWireForm {
  const here = entry.wire.filter((form) => form.at === endpoint)
  const form =
    here.find((candidate) => candidate.protocol === protocol) ??
    here.find((candidate) => candidate.protocol === undefined) ??
    entry.wire.find((candidate) => candidate.status !== undefined) ??
    entry.wire[0]
  if (form === undefined) throw new TypeError(`AADSTS${entry.code} has no wire form`)
  return form
}

/** The text after `AADSTS<code>: `; a placeholder without a value is a defect of the emulator. */
export function messageOf(error: EntraError, entry: AadstsEntry): string {
  if (error.details.message !== undefined) return error.details.message
  const values = error.details.values ?? {}
  return (entry.message ?? `${entry.title}.`).replace(/\{(\w+)\}/g, (_placeholder, name: string) => {
    const value = values[name]
    if (value === undefined) throw new TypeError(`AADSTS${error.code} was raised without a value for {${name}}`)
    return value
  })
}
