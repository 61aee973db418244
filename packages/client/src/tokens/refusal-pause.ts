import { TokenEndpointError } from '../errors/token-endpoint-error.ts'
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'

const firstPauseMs = 5_000
const longestPauseMs = 300_000
/** A server, or a proxy before it, that asks for more is taken to be mistaken. */
const longestRetryAfterMs = 3_600_000

/** The pause that a server asked for, in milliseconds; 0 when it asked for none. */
export function askedPauseMs(failure: unknown): number {
  const canAsk = failure instanceof TokenEndpointError || failure instanceof UnexpectedResponseError
  return canAsk ? Math.min(longestRetryAfterMs, (failure.retryAfterSeconds ?? 0) * 1000) : 0
}

/**
 * How long, in milliseconds, a refused request is not repeated: as long as the server asked, and after a refusal of the
 * secret or password itself 5 seconds, doubled each time up to 5 minutes. Entra ID locks an account after a few wrong
 * passwords ("Protect user accounts from attacks with Microsoft Entra smart lockout").
 *
 * @param earlier How many refusals came before, without a token between.
 * @returns 0 when the next call may try again.
 */
export function refusalPauseMs(failure: unknown, earlier: number): number {
  const own = isRefusalOfSecret(failure) ? Math.min(longestPauseMs, firstPauseMs * 2 ** earlier) : 0
  return Math.max(askedPauseMs(failure), own)
}

/** RFC 6749 section 5.2: what was sent to prove who asks was wrong, and will be the next time. */
function isRefusalOfSecret(failure: unknown): boolean {
  return (
    failure instanceof TokenEndpointError && (failure.error === 'invalid_grant' || failure.error === 'invalid_client')
  )
}
