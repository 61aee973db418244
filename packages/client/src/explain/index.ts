import { type AadstsEntry, aadstsByCode } from '@versekey/facts/aadsts'
import { type DataverseErrorEntry, dataverseErrorsByCode } from '@versekey/facts/dataverse-errors'
import type { Explanation } from './explanation.ts'
import { findCodes, findIds, findReason, toDataverseCode } from './find-codes.ts'
import { gather } from './gather.ts'
import { ownErrors, ownReasons } from './own-errors.ts'

export type { Explanation } from './explanation.ts'

/**
 * Explains a failure: an error of this package or of Microsoft's libraries, a body, a log, or a bare code such as
 * `7000215`, `AADSTS7000215`, `0x80072560` or `-2147015328`, which is the same.
 *
 * @returns What is known of each code found, in the order found; empty when nothing is known. Never throws.
 */
export function explain(failure: unknown): readonly Explanation[] {
  const bare = explainBareCode(failure)
  if (bare !== undefined) return bare
  const { text, numbers } = gather(failure)
  const found = findCodes(text)
  const ids = findIds(text)
  const aadsts = [...new Set([...numbers, ...found.aadsts])]
  const specific = [...aadsts.flatMap(explainAadsts), ...found.dataverse.flatMap(explainDataverse)]
  // What an own error says of a refusal is said better by the code that came with it.
  const explanations =
    specific.length > 0 ? specific : found.own.flatMap((code) => explainOwn(code, findReason(text), aadsts[0]))
  return explanations.map((explanation) => ({ ...explanation, ...ids }))
}

/** A number, or a text that is nothing but one: `undefined` for anything else. */
function explainBareCode(failure: unknown): readonly Explanation[] | undefined {
  const text = typeof failure === 'number' ? String(failure) : typeof failure === 'string' ? failure.trim() : ''
  if (/^\d{4,9}$/.test(text)) {
    // Eight digits that begin with 8 may as well be a Dataverse code that lost its 0x.
    const aadsts = explainAadsts(Number(text))
    return aadsts.length > 0 ? aadsts : explainDataverse(`0x${text}`)
  }
  if (/^8[0-9a-f]{7}$/i.test(text)) return explainDataverse(`0x${text.toLowerCase()}`)
  if (/^[-\u2212]\d{10}$/.test(text)) return explainDataverse(toDataverseCode(-Number(text.slice(1))))
  return undefined
}

function explainAadsts(code: number): Explanation[] {
  const entry: AadstsEntry | undefined = aadstsByCode.get(code)
  if (entry === undefined) return []
  const { title, cause, remedy, who, source } = entry
  const evidence = (entry.wire.find(({ at }) => at === 'token') ?? entry.wire[0])?.evidence
  return [
    { code: `AADSTS${code}`, title, cause, remedy, who, source, link: linkTo(code), ...(evidence && { evidence }) },
  ]
}

function explainDataverse(code: string | undefined): Explanation[] {
  const entry: DataverseErrorEntry | undefined = code === undefined ? undefined : dataverseErrorsByCode.get(code)
  if (entry === undefined) return []
  const { title, cause, remedy, who, source, evidence } = entry
  return [{ code: entry.code, title, cause, remedy, who, source, evidence }]
}

function explainOwn(code: string, reason: string | undefined, aadsts: number | undefined): Explanation[] {
  if (!isKey(ownErrors, code)) return []
  const specific = reason !== undefined && isKey(ownReasons, reason) ? ownReasons[reason] : {}
  return [{ code, ...ownErrors[code], ...specific, ...(aadsts !== undefined && { link: linkTo(aadsts) }) }]
}

/** Microsoft's own page about an AADSTS code; it is newer than any catalogue. */
function linkTo(aadsts: number): string {
  return `https://login.microsoftonline.com/error?code=${aadsts}`
}

function isKey<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key)
}
