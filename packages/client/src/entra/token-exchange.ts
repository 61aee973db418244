import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'
import { readBoundedText } from '../transport/bounded-body.ts'
import { type Fetch, retellTransportFailure, send } from '../transport/fetch.ts'
import { withTimeout } from '../transport/timeout.ts'

/** Entra's tokens are a few kilobytes; HTTP servers refuse headers beyond 16 to 64 kB, so a larger one is of no use. */
const maxAnswerBytes = 256 * 1024

/** Form parameters whose values must never be shown (RFC 6749 section 2.3.1 and 4.3.2, RFC 7523 section 2.2). */
const secretParameters = ['client_secret', 'client_assertion', 'password']

/** The answer of a token endpoint as it came over the wire. */
export interface TokenAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/**
 * One request to a token endpoint: the transport underneath oauth4webapi. It bounds time and size, and remembers what
 * went over the wire for the one place where failures are retold. It lives as long as the request.
 */
export class TokenExchange {
  /** Sent as `client-request-id`; Entra returns it as `correlation_id`. */
  readonly correlationId: string = crypto.randomUUID()
  readonly endpoint: URL
  answer: TokenAnswer | undefined
  secrets: readonly string[] = []
  readonly #fetch: Fetch

  constructor(endpoint: string, fetch: Fetch) {
    this.endpoint = new URL(endpoint)
    this.#fetch = fetch
  }

  /** Sends the form and reads the whole answer; the shape is that of oauth4webapi's `customFetch`. */
  async send(request: { body: URLSearchParams; headers: Record<string, string>; method: string }): Promise<Response> {
    this.secrets = secretParameters.flatMap((name) => request.body.getAll(name))
    const { status, headers, text } = await withTimeout(this.endpoint, (signal) => this.#exchange(request, signal))
    this.answer = { status, headers, text }
    return new Response(text === '' ? null : text, { status, headers })
  }

  async #exchange(request: RequestInit, signal: AbortSignal): Promise<TokenAnswer> {
    // A form with a secret is not sent on to wherever a redirect points (RFC 9700 section 4.12).
    const response = await send(this.#fetch, this.endpoint, { ...request, redirect: 'manual', signal })
    const text = await this.#readText(response)
    return { status: response.status, headers: response.headers, text }
  }

  async #readText(response: Response): Promise<string> {
    const { origin } = this.endpoint
    const { status } = response
    if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
      await response.body?.cancel()
      throw new UnexpectedResponseError('redirect', origin, status, 'a token endpoint must not redirect')
    }
    let text: string | undefined
    try {
      text = await readBoundedText(response, maxAnswerBytes)
    } catch (failure) {
      throw retellTransportFailure(failure, this.endpoint)
    }
    if (text !== undefined) return text
    throw new UnexpectedResponseError('too_large', origin, status, `the answer is larger than ${maxAnswerBytes} bytes`)
  }
}
