/** A request target, split and not decoded. */
export interface RequestTarget {
  readonly path: string
  /** Without the question mark; empty when there is none. */
  readonly query: string
  /** Host and port of the absolute form, which count instead of the Host header. */
  readonly authority: string | undefined
}

const absoluteForm = /^https?:\/\/(?:[^/?#]*@)?([^/?#]*)(.*)$/is

/**
 * Splits a request target of any form (RFC 9112 section 3.2). It never fails: whatever starts with a slash is a path, so
 * `//host/` stays one, and what is neither a path nor an absolute URL is handed on as the path, `*` for example.
 */
export function parseRequestTarget(target: string): RequestTarget {
  const absolute = target.startsWith('/') ? null : absoluteForm.exec(target)
  if (absolute === null) return splitQuery(target, undefined)
  const [, authority, rest = ''] = absolute
  return splitQuery(rest.startsWith('/') ? rest : `/${rest}`, authority)
}

function splitQuery(pathAndQuery: string, authority: string | undefined): RequestTarget {
  const mark = pathAndQuery.indexOf('?')
  return mark === -1
    ? { path: pathAndQuery, query: '', authority }
    : { path: pathAndQuery.slice(0, mark), query: pathAndQuery.slice(mark + 1), authority }
}
