import type { ServiceRequest } from '../../listeners/service.ts'
import { EntraError } from '../entra-error.ts'
import { printable } from '../printable.ts'

/** The parameters of a token request, each at most once. */
export interface TokenForm {
  /** The value, or `undefined` when the parameter is missing or empty: empty counts as omitted (RFC 6749 section 3.1). */
  find(name: string): string | undefined
  /** The value. @throws {EntraError} 900144 when it is missing or empty. */
  get(name: string): string
}

/**
 * Reads the form of a token request.
 *
 * @throws {EntraError} 9000411 for a repeated parameter, 9002313 for a body over the limit. A body of another type than
 * `application/x-www-form-urlencoded` holds no parameters, so the first one that is asked for is what Entra ID misses.
 */
export function readTokenForm(request: ServiceRequest): TokenForm {
  if (request.bodyTooLarge) {
    throw new EntraError(9002313, { status: 413, reason: 'the body is larger than 1 MiB' })
  }
  const isForm = mediaType(request.headers['content-type']) === 'application/x-www-form-urlencoded'
  const parameters = isForm ? readOnce(request.body.toString('utf8')) : new Map<string, string>()
  const find = (name: string) => parameters.get(name) || undefined
  return {
    find,
    get(name) {
      const value = find(name)
      if (value === undefined) throw missingParameter(name, isForm, request)
      return value
    },
  }
}

function readOnce(text: string): Map<string, string> {
  const parameters = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(text)) {
    // RFC 6749 section 3.2: parameters must not be included more than once.
    if (parameters.has(name)) throw new EntraError(9000411, { values: { parameter: printable(name) } })
    parameters.set(name, value)
  }
  return parameters
}

function missingParameter(name: string, isForm: boolean, request: ServiceRequest): EntraError {
  if (isForm) return new EntraError(900144, { values: { parameter: name } })
  const sent = mediaType(request.headers['content-type']) ?? 'missing'
  return new EntraError(900144, {
    values: { parameter: name },
    reason: `the Content-Type is ${printable(sent)}, so the body was not read as a form and '${name}' is missing`,
    remedy: 'Send the parameters as application/x-www-form-urlencoded. (the developer of the client)',
  })
}

function mediaType(header: string | undefined): string | undefined {
  return header?.split(';', 1)[0]?.trim().toLowerCase()
}
