import type { AadstsEntry } from './entry.ts'
import { publicLogs, errorCodeReference as source } from './sources.ts'
import { device, discovery, page, redirect, token } from './wire.ts'

const invalid = token('invalid_request', 400, 'inferred')

/** Which tenant a request is for, and whether that endpoint can serve it. */
export const tenants: readonly AadstsEntry[] = [
  {
    code: 50029,
    title: 'The domain name holds characters that are not allowed',
    wire: [invalid, redirect('invalid_request', 'inferred')],
    cause: 'The tenant segment of the URL or a domain hint is not a host name.',
    remedy: 'Use the Directory (tenant) ID or a verified domain such as contoso.onmicrosoft.com.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 50059,
    title: 'Nothing in the request tells the tenant',
    message: 'No tenant-identifying information found in either the request or implied by any provided credentials.',
    wire: [token('invalid_request', 400, 'public'), device('invalid_request', 400, 'public')],
    cause:
      'The request went to /common or /organizations although the flow has no user whose tenant could be taken: client credentials, or a single-tenant application.',
    remedy: 'Put the Directory (tenant) ID or a verified domain into the URL: /<tenant>/oauth2/v2.0/token.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 50128,
    title: 'The domain name belongs to no tenant',
    message:
      'Invalid domain name - No tenant-identifying information found in either the request or implied by any provided credentials.',
    wire: [invalid, redirect('invalid_request', 'inferred')],
    cause: 'The domain in the URL or in the user name is not verified in any tenant of this cloud.',
    remedy: 'Check the spelling of the domain, or use the Directory (tenant) ID of the Entra admin center overview.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 50194,
    title: 'A single-tenant application used the common endpoint',
    message:
      "Application '{clientId}'({clientName}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.",
    wire: [token('invalid_request', 400, 'documented'), page('documented')],
    cause: 'signInAudience of the registration is AzureADMyOrg, and the request went to /common.',
    remedy:
      'Put the tenant id into the authority URL. Only if other organisations shall sign in, set App registrations > Authentication > Supported account types to multitenant.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 90002,
    title: 'The tenant does not exist',
    message:
      "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.",
    wire: [
      token('invalid_request', 400, 'public'),
      discovery('invalid_tenant', 400, 'recorded'),
      device('invalid_request', 400, 'public'),
      page('recorded'),
    ],
    cause: 'The id is mistyped, the tenant has been deleted, or it lives in another cloud than the authority host.',
    remedy:
      'Copy the Directory (tenant) ID from the Entra admin center overview, and use the authority host of its cloud, for example login.microsoftonline.us for US government.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 900023,
    title: 'The tenant identifier is neither a GUID nor a domain',
    message: "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.",
    wire: [
      token('invalid_request', 400, 'unconfirmed'),
      discovery('invalid_request', 400, 'unconfirmed'),
      device('invalid_request', 400, 'unconfirmed'),
      page('unconfirmed'),
    ],
    cause: 'The first path segment holds something else, often a placeholder that nobody replaced or a display name.',
    remedy: 'Write the Directory (tenant) ID or a verified domain there.',
    who: 'the developer of the client',
    source: publicLogs,
  },
  {
    code: 90019,
    title: 'The tenant could not be determined',
    message: 'No tenant-identifying information found in either the request or implied by any provided credentials.',
    wire: [invalid, redirect('invalid_request', 'inferred')],
    cause: 'Neither URL, user name nor credential names a tenant.',
    remedy: 'Call the endpoint with the tenant id or a verified domain in its path.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 90027,
    title: 'The v1 endpoint cannot serve personal accounts',
    wire: [invalid],
    cause: 'The token was asked for the tenant of personal Microsoft accounts with the v1 protocol.',
    remedy:
      'Move to /oauth2/v2.0/token and replace resource by scope. Dataverse itself takes work or school accounts only.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 90085,
    title: 'The organisation is not provisioned yet',
    wire: [token('invalid_grant', 400, 'inferred')],
    cause: 'The company object of a new tenant has not reached all parts of the service.',
    remedy: 'Wait some minutes and try again; open a support request if it stays so for a day.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 90124,
    title: 'The resource does not work with the common and consumers endpoints',
    wire: [invalid, redirect('invalid_request', 'inferred')],
    cause: 'The resource issues v1 tokens and cannot serve personal accounts.',
    remedy: 'Use /organizations or the tenant id in the authority URL.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 90130,
    title: 'The application does not work with the common and consumers endpoints',
    wire: [invalid, redirect('invalid_request', 'inferred')],
    cause: 'The registration does not cover personal accounts, which these endpoints would admit.',
    remedy: 'Use /organizations or the tenant id in the authority URL.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 9001023,
    title: 'The grant type needs a tenant or the organizations endpoint',
    message:
      'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.',
    wire: [invalid],
    cause: 'A user name and password were posted to /common or /consumers.',
    remedy: 'Post to /organizations or, better, to the tenant id of the user.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 9002332,
    title: 'An application for organisations used the consumers endpoint',
    wire: [invalid, page('inferred')],
    cause: 'signInAudience admits work or school accounts only.',
    remedy: 'Use /organizations or the tenant id instead of /consumers.',
    who: 'the developer of the client',
    source,
  },
]
