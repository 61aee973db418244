import type { AadstsEntry } from './entry.ts'
import { authorizationCodeFlow, publicLogs, errorCodeReference as source } from './sources.ts'
import { page, redirect, token } from './wire.ts'

const unsupported = [redirect('unsupported_response_type', 'inferred')]

/** Where the answer goes and in which form. */
export const redirectAndResponse: readonly AadstsEntry[] = [
  {
    code: 50011,
    title: 'The redirect URI is not registered',
    wire: [page('documented')],
    cause:
      'redirect_uri differs from every registered one in scheme, host, path, letter case or final slash. Only the port of localhost is free.',
    remedy:
      'Add the URI that the page shows under App registrations > your app > Authentication, in the platform your client is.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 500112,
    title: 'The redirect URI differs between authorization and token request',
    wire: [token('invalid_client', 400, 'unconfirmed'), token('invalid_client', 401, 'unconfirmed')],
    cause: 'redirect_uri at /token is not the one sent to /authorize.',
    remedy: 'Keep the value and send it again unchanged.',
    who: 'the developer of the client',
    source: authorizationCodeFlow,
  },
  {
    code: 500113,
    title: 'The application has no redirect URI at all',
    wire: [page('documented')],
    cause: 'The registration lists no reply address.',
    remedy: 'Add one under App registrations > your app > Authentication > Add a platform.',
    who: 'the developer of the client',
    source: publicLogs,
  },
  {
    code: 70004,
    title: 'The redirect URI is not valid',
    wire: [page('inferred'), redirect('invalid_request', 'inferred')],
    cause: 'It matches no registered address or is no URI that may be used.',
    remedy: 'Use an absolute https URI, or http://localhost for native clients, and register it.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 70005,
    title: 'The response type is not supported or not enabled',
    wire: unsupported,
    cause:
      'response_type has token or id_token without the implicit grant being on, or id_token without the scope openid.',
    remedy: 'Use response_type=code with PKCE.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 700054,
    title: 'ID tokens are not enabled for the authorization endpoint',
    wire: unsupported,
    cause: 'response_type contains id_token, and web.implicitGrantSettings.enableIdTokenIssuance is false.',
    remedy:
      'Use response_type=code, or tick ID tokens under App registrations > Authentication > Implicit grant and hybrid flows.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 70007,
    title: 'The response mode is not supported',
    wire: [redirect('invalid_request', 'inferred')],
    cause: 'response_mode is none of query, fragment and form_post, or query was asked for a token.',
    remedy: 'Use query for codes, form_post or fragment for ID tokens.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 900971,
    title: 'No reply address was provided',
    wire: [page('inferred')],
    cause: 'The request has no redirect_uri and the registration no default.',
    remedy: 'Register a redirect URI and send it in the request.',
    who: 'the developer of the client',
    source,
  },
]
