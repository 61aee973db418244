import { type Client, customFetch, type TokenEndpointResponse } from 'oauth4webapi'
import type { Clock } from '../tokens/clock.ts'
import { isHeaderText } from '../tokens/header-text.ts'
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

/** Checks what oauth4webapi leaves open. */
function toIssuedToken(body: TokenEndpointResponse): IssuedToken {
  if (body.token_type !== 'bearer') throw new Error('"token_type" is not Bearer')
  if (!isHeaderText(body.access_token)) throw new Error('"access_token" has characters that a header cannot carry')
  const expiresInSeconds = body.expires_in ?? 0
  const refreshInSeconds = Number(body['refresh_in'])
  const hasRefreshHint = refreshInSeconds > 0 && refreshInSeconds < expiresInSeconds
  return { token: body.access_token, expiresInSeconds, ...(hasRefreshHint && { refreshInSeconds }) }
}
