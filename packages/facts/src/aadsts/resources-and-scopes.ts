import type { AadstsEntry } from './entry.ts'
import { clientCredentialsFlow, publicLogs, errorCodeReference as source } from './sources.ts'
import { redirect, token } from './wire.ts'

const invalidScope = token('invalid_scope', 400, 'inferred')
const invalidResource = token('invalid_resource', 400, 'inferred')

/** What the token is for: resource, scope, audience. */
export const resourcesAndScopes: readonly AadstsEntry[] = [
  {
    code: 28002,
    title: 'The scope is not valid for an access token',
    wire: [invalidScope],
    cause: 'The scope sent with the code is misspelt, or names no permission of a resource.',
    remedy:
      'Send the environment URL with /user_impersonation or /.default, for example https://org.crm.dynamics.com/.default.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 28003,
    title: 'The scope is empty',
    message:
      'Provided value for the input parameter scope cannot be empty when requesting an access token using the provided authorization code. Please specify a valid scope.',
    wire: [invalidScope],
    cause: 'The authorization code was redeemed with an empty parameter scope.',
    remedy: 'Leave scope out or repeat the scope of the authorization request.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 50001,
    title: 'The resource is unknown or disabled',
    wire: [invalidResource, redirect('invalid_resource', 'inferred')],
    cause: 'The parameter resource holds a URL that no application of this tenant has as its identifier.',
    remedy:
      'Send the exact environment URL from the developer resources of the environment, with https and without a path.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 500011,
    title: 'The resource is not installed in the tenant',
    message:
      'The resource principal named {resource} was not found in the tenant named {tenantName}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.',
    wire: [token('invalid_resource', 400, 'public'), redirect('invalid_resource', 'public')],
    cause:
      'The environment URL is mistyped or of another tenant, the authority is of the wrong cloud, or the tenant never had Dataverse.',
    remedy:
      'Compare the host in scope with Power Platform admin center > Environments and the tenant with that of the environment. If Dataverse is new here, create its service principal for 00000007-0000-0000-c000-000000000000.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 500014,
    title: 'The service principal of the resource is disabled',
    message:
      "The service principal for resource '{resource}' is disabled. This indicate that a subscription within the tenant has lapsed, or that the administrator for this tenant has disabled the application, preventing tokens from being issued for it.",
    wire: [token('invalid_resource', 400, 'unconfirmed')],
    cause: 'The subscription behind the service has lapsed, or somebody switched the enterprise application off.',
    remedy:
      'Renew the subscription, or set Enterprise applications > the resource > Properties > "Enabled for users to sign-in?" to yes.',
    who: 'a tenant administrator',
    source: publicLogs,
  },
  {
    code: 650052,
    title: 'The organisation has not subscribed to the service',
    wire: [token('invalid_client', 400, 'public'), redirect('invalid_client', 'public')],
    cause: 'The application asks for a service that has no service principal in this tenant.',
    remedy:
      'Buy or activate the service, or create its service principal with "az ad sp create --id <application id>".',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 650053,
    title: 'The scope does not exist on the resource',
    wire: [redirect('invalid_scope', 'unconfirmed')],
    cause: 'The permission name in scope is misspelt, or belongs to another API than the URL in front of it.',
    remedy: 'Ask for user_impersonation, the only delegated permission of Dataverse, or for .default.',
    who: 'the developer of the client',
    source: publicLogs,
  },
  {
    code: 650054,
    title: 'A permission of the application points to a removed resource',
    wire: [redirect('invalid_resource', 'inferred')],
    cause: 'The registration lists permissions of an API that no longer exists in the tenant.',
    remedy: 'Remove them under App registrations > your app > API permissions (requiredResourceAccess).',
    who: 'the developer of the client',
    source,
  },
  {
    code: 650057,
    title: 'The resource is not among the permissions of the application',
    wire: [invalidResource, redirect('invalid_resource', 'inferred')],
    cause: 'The v1 endpoint allows only resources that the registration lists.',
    remedy: 'Add API permissions > Dynamics CRM > user_impersonation and consent to it, or use the v2 endpoint.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 70011,
    title: 'The scope is not valid',
    message:
      "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
    wire: [token('invalid_scope', 400, 'documented'), redirect('invalid_scope', 'documented')],
    cause:
      'The scope is missing, misspelt, encoded twice, lacks the resource, or mixes .default with named permissions.',
    remedy:
      'Send one resource with either /.default or named permissions, for example https://org.crm.dynamics.com/user_impersonation.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 700022,
    title: 'The scope names more than one resource',
    message:
      "The provided value for the input parameter 'scope' is not valid because it contains more than one resource. Scope {scope} is not valid.",
    wire: [invalidScope, redirect('invalid_scope', 'inferred')],
    cause: 'An access token has one audience, and the scope lists permissions of several APIs.',
    remedy: 'Request one token per resource; with a refresh token the second one needs no new sign-in.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 90008,
    title: 'The application may not read the profile of the user',
    wire: [token('invalid_grant', 400, 'inferred')],
    cause: 'A token for the application itself needs at least the permission to sign in and read the profile.',
    remedy: 'Add Microsoft Graph > User.Read under API permissions and consent to it.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 90009,
    title: 'An application asked for a token for itself by URI',
    wire: [token('invalid_request', 400, 'inferred')],
    cause: 'Client and resource are the same application, named by its application ID URI.',
    remedy: 'Name the resource by the application (client) id instead.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 901002,
    title: 'The v2 endpoint takes no resource parameter',
    message: "The 'resource' request parameter is not supported.",
    wire: [token('invalid_request', 400, 'inferred'), redirect('invalid_request', 'inferred')],
    cause: 'A v1 parameter was sent to /oauth2/v2.0.',
    remedy: 'Replace resource by scope=<environment URL>/.default, or post to /oauth2/token.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 1002012,
    title: 'Client credentials need the .default scope',
    message:
      'The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
    wire: [token('invalid_scope', 400, 'public')],
    cause:
      'An application without a user cannot ask for single delegated permissions, and the scope named one or lacked its resource.',
    remedy: 'Send scope=https://org.crm.dynamics.com/.default with the host of your environment, form-encoded once.',
    who: 'the developer of the client',
    source: clientCredentialsFlow,
  },
  {
    code: 221000,
    title: 'The resource accepts no device-only tokens',
    wire: [token('invalid_request', 400, 'inferred')],
    cause: 'A token for a device without a user was asked for a resource that is not set up for it.',
    remedy: 'Sign a user in on the device, or use client credentials.',
    who: 'the developer of the client',
    source,
  },
]
