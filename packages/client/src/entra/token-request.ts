import { type Client, customFetch, type TokenEndpointResponse } from 'oauth4webapi'
import type { Clock } from '../tokens/clock.ts'
import type { IssuedToken } from '../tokens/issued-token.ts'
import type { Fetch } from '../transport/fetch.ts'
import { buildAuthorizationServer } from './authority.ts'
import type { Grant } from './grants/grant.ts'
import { retellTokenFailure } from './retell-token-failure.ts'
import { TokenExchange } from './token-exchange.ts'

/** Where a token is asked for, by which client, and for what. */
export interface TokenTarget {
  /** Origin of the authority. */
  readonly authorityHost: string
  readonly tenantId: string
  readonly clientId: string
  readonly scope: string
}

/**
 * Asks for one token; no cache, no retry.
 *
 * @param claims A claims challenge, JSON text ("Microsoft identity platform: claims challenges").
 * @throws {TokenEndpointError} When the endpoint refused.
 * @throws {UnexpectedResponseError} When the answer is not the protocol.
 * @throws {TransportError} When there was no whole answer.
 */
export async function requestToken(
  grant: Grant,
  target: TokenTarget,
  context: { readonly fetch: Fetch; readonly clock: Clock },
  claims?: string,
): Promise<IssuedToken> {
  const server = buildAuthorizationServer(target.authorityHost, target.tenantId)
  const client: Client = { client_id: target.clientId }
  const exchange = new TokenExchange(server.token_endpoint, context.fetch)
  const parameters = new URLSearchParams({ scope: target.scope })
  if (claims !== undefined) parameters.set('claims', claims)
  try {
    const response = await grant.send(server, client, parameters, {
      [customFetch]: (_url, init) => exchange.send(init),
      headers: { 'client-request-id': exchange.correlationId },
    })
    return toIssuedToken(await grant.process(server, client, response))
  } catch (failure) {
    throw retellTokenFailure(failure, exchange, target, context.clock.now())
  }
}

/** What an answer that violates the protocol in a way oauth4webapi does not look for is refused with. */
export class TokenResponseFault extends Error {}

// RFC 6749 appendix A.12. Anything else would fail later, in the platform's header check, whose message quotes the value.
const visibleCharacters = /^[\x20-\x7e]+$/

function toIssuedToken(body: TokenEndpointResponse): IssuedToken {
  if (!visibleCharacters.test(body.access_token))
    throw new TokenResponseFault('"access_token" has characters that a header cannot carry')
  if (body.token_type !== 'bearer') throw new TokenResponseFault('"token_type" is not Bearer')
  const expiresInSeconds = body.expires_in ?? 0
  const refreshInSeconds = Number(body['refresh_in'])
  const hasRefreshHint = refreshInSeconds > 0 && refreshInSeconds < expiresInSeconds
  return { token: body.access_token, expiresInSeconds, ...(hasRefreshHint && { refreshInSeconds }) }
}
