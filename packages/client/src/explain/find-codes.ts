/** Codes found in a text, in order of appearance, each once. */
export interface FoundCodes {
  readonly aadsts: readonly number[]
  /** Lower-case hexadecimal. */
  readonly dataverse: readonly string[]
  readonly own: readonly string[]
}

/** Ids found in a text; the first of each kind. */
export interface FoundIds {
  readonly correlationId?: string
  readonly traceId?: string
  readonly requestId?: string
}

// What stands between a name and its value in JSON, in JSON within JSON, in logs and in what consoles print.
const separator = `[\\s"'\\\\:=]{1,12}`

// Each expression below takes time in proportion to the text: repetitions are bounded, or what follows them cannot match
// the same character.
const aadstsNumber = /AADSTS(\d{4,9})(?!\d)/gi
const errorCodesList = new RegExp(`error_?codes${separator}\\[([\\d\\s,]*)\\]`, 'gi')
const dataverseHex = /(?<![0-9a-z])0x8[0-9a-f]{7}(?![0-9a-z])/gi
// A hyphen or the minus sign that typesetting puts in its place.
const signedDecimal = /(?<![\w.-])[-\u2212](\d{10})(?![\w.])/g
const reason = new RegExp(`\\breason${separator}([a-z_]{4,40})`)
const ownCode = /VERSEKEY_[A-Z_]{4,40}/g

const guid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const idAfter = (label: string) => new RegExp(`${label}${separator}(${guid})`, 'i')
const correlationId = idAfter('correlation[ _-]?id')
const traceId = idAfter('trace[ _-]?id')
// client-request-id is the caller's name for what Entra calls the correlation ID.
const requestId = idAfter('(?:(?<!client[ _-])request[ _-]?id|req_id)')

/** Finds AADSTS numbers, Dataverse codes (hexadecimal, or the signed decimal that .NET prints) and our own codes. */
export function findCodes(text: string): FoundCodes {
  const lists = matches(text, errorCodesList).flatMap((list) => list.split(',').map(Number))
  const aadsts = [...matches(text, aadstsNumber).map(Number), ...lists.filter((number) => number > 0)]
  const hex = matches(text, dataverseHex).map((code) => code.toLowerCase())
  const decimal = matches(text, signedDecimal).flatMap((digits) => toDataverseCode(-Number(digits)) ?? [])
  return {
    aadsts: [...new Set(aadsts)],
    dataverse: [...new Set([...hex, ...decimal])],
    own: [...new Set(matches(text, ownCode))],
  }
}

/** The hexadecimal form of a signed 32-bit code: −2147015902 gives `0x80072322`; `undefined` for numbers that are none. */
export function toDataverseCode(signed: number): string | undefined {
  const isCode = Number.isInteger(signed) && signed >= -0x80000000 && signed < 0
  return isCode ? `0x${(signed >>> 0).toString(16)}` : undefined
}

export function findIds(text: string): FoundIds {
  const correlation = correlationId.exec(text)?.[1]
  const trace = traceId.exec(text)?.[1]
  const request = requestId.exec(text)?.[1]
  return {
    ...(correlation !== undefined && { correlationId: correlation }),
    ...(trace !== undefined && { traceId: trace }),
    ...(request !== undefined && { requestId: request }),
  }
}

/** The `reason` printed beside one of our codes. */
export function findReason(text: string): string | undefined {
  return reason.exec(text)?.[1]
}

/** The first group of every match, or the whole match where there is none. */
function matches(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), (match) => match[1] ?? match[0])
}
