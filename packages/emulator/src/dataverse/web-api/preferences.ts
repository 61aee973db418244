import type { IncomingHttpHeaders } from 'node:http'

/** Whether an annotation was asked for; names are qualified and without the `@`. */
export type AnnotationFilter = (name: string) => boolean

/** What a client would like (RFC 7240; OData Version 4.0 Part 1 section 8.2.8). */
export interface Preferences {
  readonly wantsAnnotation: AnnotationFilter
  /** As it is echoed in `Preference-Applied`; `undefined` when no annotations were asked for. */
  readonly includeAnnotations: string | undefined
  /** 1 to 5,000. */
  readonly maxPageSize: number | undefined
  readonly returnRepresentation: boolean
}

/** Rows of a page, when the client does not ask for fewer (Query data using the Web API: page results). */
export const largestPage = 5000

/** Reads the `Prefer` header; what cannot be honoured is passed over, RFC 7240 section 2. */
export function parsePreferences(headers: IncomingHttpHeaders): Preferences {
  const header = headers['prefer'] ?? ''
  const preferences = splitPreferences(typeof header === 'string' ? header : header.join(','))
  const annotations = preferences.get('odata.include-annotations')
  return {
    wantsAnnotation: annotations === undefined ? () => false : annotationFilter(annotations),
    includeAnnotations: annotations === undefined ? undefined : `odata.include-annotations="${annotations}"`,
    maxPageSize: parsePageSize(preferences.get('odata.maxpagesize')),
    returnRepresentation: preferences.get('return') === 'representation',
  }
}

/** Names in lower case, values without quotes; ServiceClient sends `odata.include-annotations=*` without any. */
function splitPreferences(header: string): ReadonlyMap<string, string> {
  const preferences = new Map<string, string>()
  for (const [, name = '', quoted, bare = ''] of header.matchAll(/([\w.-]+)\s*(?:=\s*(?:"([^"]*)"|([^\s,;"]*)))?/g)) {
    const key = name.toLowerCase()
    const value = quoted ?? bare
    // The first one counts, RFC 7240 section 2. Values are echoed, so they must be fit for a header.
    if (!preferences.has(key) && /^[\x20-\x7e]*$/.test(value)) preferences.set(key, value)
  }
  return preferences
}

function parsePageSize(text: string | undefined): number | undefined {
  const size = Number(text)
  return text !== undefined && /^\d+$/.test(text) && size > 0 ? Math.min(size, largestPage) : undefined
}

/** A list of patterns such as `*`, `OData.*` or `-Microsoft.*`; the longest that fits decides. */
function annotationFilter(patterns: string): AnnotationFilter {
  const rules = patterns
    .split(',')
    .map((pattern) => pattern.trim())
    .map((pattern) => ({ includes: !pattern.startsWith('-'), pattern: pattern.replace(/^-/, '') }))
    .sort((a, b) => b.pattern.length - a.pattern.length)
  return (name) => rules.find(({ pattern }) => fits(name, pattern))?.includes ?? false
}

function fits(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
}
