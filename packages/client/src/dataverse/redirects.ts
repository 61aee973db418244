import { ForeignOriginError } from '../errors/foreign-origin-error.ts'
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'
import { describeOrigin, isOfOrigin } from './environment-url.ts'

/** A request with its headers settled. */
export interface PreparedRequest {
  readonly url: URL
  readonly init: RequestInit & { readonly headers: Headers; readonly method: string }
}

const redirectStatuses = new Set([301, 302, 303, 307, 308])
/** Headers that describe a body that is no longer sent ("Fetch Standard", request-body-header name). */
const bodyHeaders = ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length']

/**
 * Follows redirects within one origin, by hand: a platform that follows them by itself sends custom headers to other
 * origins and may rewrite a request that changes data ("Fetch Standard", HTTP-redirect fetch).
 *
 * @throws {ForeignOriginError} On a redirect to another origin, before anything is sent there.
 * @throws {UnexpectedResponseError} On one redirect too many, a hidden one, or one that cannot be followed.
 */
export async function followRedirects(
  request: PreparedRequest,
  sendOnce: (request: PreparedRequest) => Promise<Response>,
  limit: number,
): Promise<Response> {
  const { origin } = request.url
  let current = request
  for (let followed = 0; ; followed++) {
    const response = await sendOnce(current)
    const target = findTarget(response, current.url)
    if (target === undefined) return response
    await response.body?.cancel()
    if (!isOfOrigin(target, origin)) throw new ForeignOriginError(origin, describeOrigin(target), 'redirect')
    if (target.username !== '' || target.password !== '')
      throw refuse(response, origin, 'a redirect whose location holds a user name or password')
    if (followed === limit) throw refuse(response, origin, `more than ${limit} redirects`)
    current = redirect(current, response, target)
  }
}

/** Where a response redirects to; `undefined` for every other response. */
function findTarget(response: Response, url: URL): URL | undefined {
  if (response.type === 'opaqueredirect')
    throw refuse(response, url.origin, 'a redirect, and the platform hides where to')
  const location = response.headers.get('location')
  if (!redirectStatuses.has(response.status) || location === null) return undefined
  if (URL.canParse(location, url.href)) return new URL(location, url.href)
  throw refuse(response, url.origin, 'a redirect whose location is not a URL')
}

function redirect({ init }: PreparedRequest, response: Response, url: URL): PreparedRequest {
  const { status } = response
  const becomesGet =
    (status === 303 && init.method !== 'GET' && init.method !== 'HEAD') ||
    ((status === 301 || status === 302) && init.method === 'POST')
  if (becomesGet) {
    const headers = new Headers(init.headers)
    for (const name of bodyHeaders) headers.delete(name)
    return { url, init: { ...init, headers, method: 'GET', body: null } }
  }
  if (!isReplayable(init.body))
    throw refuse(response, url.origin, 'a redirect of a request whose body is a stream, which can be sent only once')
  return { url, init }
}

function isReplayable(body: RequestInit['body']): boolean {
  return (
    body === null ||
    body === undefined ||
    typeof body === 'string' ||
    body instanceof URLSearchParams ||
    body instanceof FormData ||
    body instanceof Blob ||
    body instanceof ArrayBuffer ||
    ArrayBuffer.isView(body)
  )
}

function refuse(response: Response, origin: string, problem: string): UnexpectedResponseError {
  return new UnexpectedResponseError('redirect', origin, response.status, problem)
}
