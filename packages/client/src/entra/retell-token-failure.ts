import { TokenEndpointError, type TokenRequestSubject } from '../errors/token-endpoint-error.ts'
import { UnexpectedResponseError, type UnexpectedResponseReason } from '../errors/unexpected-response-error.ts'
import { VersekeyError } from '../errors/versekey-error.ts'
import { parseRetryAfter } from '../transport/retry-after.ts'
import { parseTokenFailure } from './error-body.ts'
import type { TokenExchange } from './token-exchange.ts'

/**
 * The one place where failures of a token request are retold.
 *
 * @param now Milliseconds, for a `Retry-After` that is a date.
 */
export function retellTokenFailure(
  failure: unknown,
  exchange: TokenExchange,
  subject: TokenRequestSubject,
  now: number,
): unknown {
  const { answer } = exchange
  if (failure instanceof VersekeyError || answer === undefined) return failure
  const cause = withoutEvidence(failure)
  const refusal = parseTokenFailure(answer, exchange.secrets, now)
  if (refusal !== undefined) {
    const correlationId = refusal.correlationId ?? exchange.correlationId
    return new TokenEndpointError(subject, { ...refusal, correlationId }, { cause })
  }
  const [reason, problem]: [UnexpectedResponseReason, string] = isJson(answer.text)
    ? ['not_conform', `not a token response: ${cause.message}`]
    : ['not_json', 'a token endpoint answers in JSON; a proxy may have answered instead']
  // Who throttles is often not the service but what stands before it, and that answers with a page.
  const retryAfterSeconds = parseRetryAfter(answer.headers, now)
  const { origin } = exchange.endpoint
  return new UnexpectedResponseError(reason, origin, answer.status, problem, { cause, retryAfterSeconds })
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** An error of oauth4webapi, without what it was about. */
class ProtocolFault extends Error {
  readonly code: string | undefined

  constructor(failure: Error) {
    super(failure.message)
    this.name = failure.name
    this.code = 'code' in failure && typeof failure.code === 'string' ? failure.code : undefined
    if (failure.stack !== undefined) this.stack = failure.stack
  }
}

/**
 * oauth4webapi keeps the answer it judged as the `cause` of its errors, tokens and echoed secrets included, and consoles
 * print causes. What names the fault is kept: name, message, code and stack.
 */
function withoutEvidence(failure: unknown): ProtocolFault {
  return new ProtocolFault(failure instanceof Error ? failure : new Error('not an Error'))
}
