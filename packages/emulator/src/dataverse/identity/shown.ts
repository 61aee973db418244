import { parseGuid } from '../tables/guid.ts'

/**
 * How a journal may show what stands in a token, which can be of any JSON type. Names, GUIDs and addresses are shown;
 * other text is not repeated, since a secret may have got into it by mistake.
 */

/** The name of an algorithm or a key (RFC 7515 sections 4.1.1 and 4.1.4). */
export function shownName(value: unknown): string {
  return shown(value, (text) => (/^[\w-]{1,100}$/.test(text) ? text : undefined))
}

/** A GUID or a web address: what audiences, issuers and tenants are. */
export function shownIdentifier(value: unknown): string {
  return shown(value, (text) => parseGuid(text) ?? addressIn(text))
}

const longestList = 3

function shown(value: unknown, allowedPart: (text: string) => string | undefined): string {
  if (value === undefined) return '(none)'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return allowedPart(value) ?? '(text that is not repeated)'
  if (!isList(value) || value.length > longestList) return '(not text)'
  return `a list of ${value.map((text) => allowedPart(text) ?? '(text that is not repeated)').join(' and ')}`
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
}

/** The path of an issuer: the tenant's id, and the version of the endpoint. */
const issuerPath = /^\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\/v\d\.\d)?(?=\/|$)/i

/** Origin and, of an issuer, the tenant: user information, other paths, queries and fragments may hold anything. */
function addressIn(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin.length > 100) return undefined
  const address = `${url.origin}${issuerPath.exec(url.pathname)?.[0] ?? ''}`
  const [, withoutSlash = '', slash = ''] = /^(.*?)(\/?)$/s.exec(text) ?? []
  return withoutSlash.toLowerCase() === address.toLowerCase() ? `${address}${slash}` : `${address} (and more)`
}
