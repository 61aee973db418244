import { redact } from '../errors/redact.ts'
import type { TokenFailure } from '../errors/token-endpoint-error.ts'
import { parseRetryAfter } from '../transport/retry-after.ts'
import type { TokenAnswer } from './token-exchange.ts'

/** The error body of RFC 6749 section 5.2 with Entra's additions, as far as it has the right types. */
interface TokenErrorBody {
  readonly error: string
  readonly error_description?: unknown
  readonly error_codes?: unknown
  readonly suberror?: unknown
  readonly correlation_id?: unknown
  readonly trace_id?: unknown
  readonly timestamp?: unknown
  readonly claims?: unknown
}

/**
 * Reads an answer as an OAuth error.
 *
 * @param secrets What had been sent; a server that echoes one does not get it into our errors.
 * @returns `undefined` when the answer is not JSON or has no `error`.
 */
export function parseTokenFailure(
  answer: TokenAnswer,
  secrets: readonly string[],
  now: number,
): TokenFailure | undefined {
  const body = parseErrorBody(answer.text)
  if (body === undefined) return undefined
  const text = (value: unknown) => (typeof value === 'string' ? redact(value, secrets) : undefined)
  return {
    status: answer.status,
    error: redact(body.error, secrets),
    suberror: text(body.suberror),
    errorCodes: Array.isArray(body.error_codes) ? body.error_codes.filter(isCode) : [],
    errorDescription: text(body.error_description),
    correlationId: text(body.correlation_id),
    traceId: text(body.trace_id),
    timestamp: text(body.timestamp),
    claims: text(body.claims),
    retryAfterSeconds: parseRetryAfter(answer.headers, now),
  }
}

function isCode(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

function parseErrorBody(text: string): TokenErrorBody | undefined {
  try {
    const body: unknown = JSON.parse(text)
    return isErrorBody(body) ? body : undefined
  } catch {
    return undefined
  }
}

function isErrorBody(body: unknown): body is TokenErrorBody {
  return (
    typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string' && body.error !== ''
  )
}
