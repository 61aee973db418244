import type { AuthorizationServer, Client, TokenEndpointRequestOptions, TokenEndpointResponse } from 'oauth4webapi'

/** A token request as a pair: what is sent, and how the answer is judged. Secrets stay inside the closures. */
export interface Grant {
  send(
    server: AuthorizationServer,
    client: Client,
    parameters: URLSearchParams,
    options: TokenEndpointRequestOptions,
  ): Promise<Response>
  process(server: AuthorizationServer, client: Client, response: Response): Promise<TokenEndpointResponse>
}
