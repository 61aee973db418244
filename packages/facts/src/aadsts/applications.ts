import type { AadstsEntry } from './entry.ts'
import { clientCredentialsFlow, publicLogs, errorCodeReference as source } from './sources.ts'
import { device, page, redirect, token } from './wire.ts'

/** The application itself: known, enabled, installed, assigned. */
export const applications: readonly AadstsEntry[] = [
  {
    code: 50003,
    title: 'The application has no signing key',
    wire: [redirect('server_error', 'unconfirmed')],
    cause: 'Single sign-on of the application needs a signing certificate, and none is configured or it has expired.',
    remedy:
      'Create one under Enterprise applications > the app > Single sign-on > SAML certificates and make it active.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 50042,
    title: 'The service principal lacks the salt for pairwise subjects',
    wire: [redirect('server_error', 'inferred')],
    cause: 'The subject claim is computed from a salt that is missing on the service principal.',
    remedy:
      'Delete the enterprise application and consent again so that it is created anew; if that fails, open a support request.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 50105,
    title: 'The user is not assigned to the application',
    message:
      "Your administrator has configured the application {clientName} ('{clientId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '{user}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.",
    wire: [page('documented'), token('invalid_grant', 400, 'documented')],
    cause:
      'The enterprise application has "Assignment required?" set to yes, and neither the user nor one of their groups is assigned.',
    remedy:
      'Assign the user under Enterprise applications > the app > Users and groups, or set Properties > "Assignment required?" to no. Members of nested groups do not count.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 501051,
    title: 'The client application is not assigned to a role of the resource',
    message:
      "Application '{clientId}'({clientName}) is not assigned to a role for the application '{resourceId}'({resourceName}).",
    wire: [token('invalid_grant', 400, 'public'), token('invalid_client', 401, 'documented')],
    cause:
      'The resource requires assignment (appRoleAssignmentRequired), and the client holds none of its application roles.',
    remedy:
      'Grant an application permission of the resource under API permissions with admin consent, or set appRoleAssignmentRequired of the resource to false.',
    who: 'a tenant administrator',
    source: clientCredentialsFlow,
  },
  {
    code: 50146,
    title: 'The application needs its own signing key',
    wire: [token('server_error', 400, 'inferred')],
    cause:
      'Claims mapping is in use, which requires an application-specific signing key, and there is none that is valid now.',
    remedy:
      'Add a signing key to the service principal (Graph addTokenSigningCertificate), or set api.acceptMappedClaims.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 501461,
    title: 'Mapped claims are not allowed for this audience',
    wire: [token('invalid_request', 400, 'inferred')],
    cause:
      'api.acceptMappedClaims works only if the audience is the application id or lies within a verified domain of the tenant.',
    remedy:
      'Change the application ID URI to a verified domain, request the token by application id, or use an own signing key.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 70001,
    title: 'The application is unknown or disabled (older code)',
    wire: [token('unauthorized_client', 400, 'inferred'), page('inferred')],
    cause: 'The application id is not known in this tenant, or the application is switched off.',
    remedy:
      'Compare client_id with App registrations > Overview > Application (client) ID, and check the tenant of the endpoint.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 700011,
    title: 'The client application does not exist in the tenant it asked',
    message: "Application with identifier '{clientId}' was not found in the directory '{tenantName}'.",
    wire: [token('unauthorized_client', 400, 'inferred')],
    cause: 'The token request went to a tenant in which the application has never been installed.',
    remedy:
      'Post to the tenant of the registration, or let an administrator of this tenant consent to the application.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 7000112,
    title: 'The application is disabled in this tenant',
    message: "Application '{clientId}'({clientName}) is disabled.",
    wire: [token('unauthorized_client', 400, 'unconfirmed'), page('public')],
    cause: 'Somebody switched the enterprise application off, or Microsoft did because of a terms violation.',
    remedy:
      'Set Enterprise applications > the app > Properties > "Enabled for users to sign-in?" (accountEnabled) to yes. If disabledByMicrosoftStatus is set, open a support request.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 700016,
    title: 'The application was not found in the tenant',
    message:
      "Application with identifier '{clientId}' was not found in the directory '{tenantName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
    wire: [token('unauthorized_client', 400, 'public'), device('unauthorized_client', 400, 'public'), page('public')],
    cause:
      'The client id is mistyped (often the object id was copied), the request went to another tenant or cloud, or a multi-tenant application has not been consented to here.',
    remedy:
      'Compare client_id with App registrations > Overview > Application (client) ID and the tenant in the URL with Directory (tenant) ID. For a foreign application, let an administrator consent first.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 7000229,
    title: 'The application has no service principal in the tenant',
    message:
      'The client application {clientId} is missing service principal in the tenant {tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119',
    wire: [token('invalid_client', 401, 'public'), token('unauthorized_client', 400, 'public')],
    cause:
      'The registration exists, but no enterprise application stands for it here. Tools that create only the registration leave it so.',
    remedy:
      'Create it with "az ad sp create --id <client id>" or POST /servicePrincipals in Graph, or grant admin consent.',
    who: 'a tenant administrator',
    source: publicLogs,
  },
  {
    code: 90099,
    title: 'The customer tenant has not authorised the partner application',
    wire: [token('unauthorized_client', 400, 'inferred'), page('inferred')],
    cause: 'A delegated administrator of a partner used an application that the customer has not approved.',
    remedy: 'Consent to the application in the customer tenant, or pre-consent to it through the Partner Center API.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 1000031,
    title: 'The application cannot be accessed at this time',
    wire: [page('inferred')],
    cause: 'Access to the application has been suspended for the tenant.',
    remedy:
      'Look at the state of the app under Enterprise applications > Properties; open a support request if nothing there explains it.',
    who: 'a tenant administrator',
    source,
  },
]
