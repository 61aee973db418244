import { type ClientAuth, genericTokenEndpointRequest, processGenericTokenEndpointResponse } from 'oauth4webapi'
import type { Grant } from './grant.ts'

/**
 * The application asks in a person's name and with the person's password (RFC 6749 section 4.3). RFC 9700 section 2.4:
 * this grant MUST NOT be used; it is here for integrations that cannot change yet.
 */
export function resourceOwnerPassword(authenticate: ClientAuth, username: string, password: string): Grant {
  return {
    send: (server, client, parameters, options) => {
      const form = new URLSearchParams(parameters)
      form.set('username', username)
      form.set('password', password)
      return genericTokenEndpointRequest(server, client, authenticate, 'password', form, options)
    },
    process: processGenericTokenEndpointResponse,
  }
}
