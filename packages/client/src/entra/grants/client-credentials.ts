import { type ClientAuth, clientCredentialsGrantRequest, processClientCredentialsResponse } from 'oauth4webapi'
import type { Grant } from './grant.ts'

/** The application asks in its own name (RFC 6749 section 4.4). */
export function clientCredentials(authenticate: ClientAuth): Grant {
  return {
    send: (server, client, parameters, options) =>
      clientCredentialsGrantRequest(server, client, authenticate, parameters, options),
    process: processClientCredentialsResponse,
  }
}
