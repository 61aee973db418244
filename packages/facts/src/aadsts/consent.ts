import type { AadstsEntry } from './entry.ts'
import { errorCodeReference as source } from './sources.ts'
import { page, redirect, token } from './wire.ts'

/** Consent: given, missing, declined, reserved for administrators. */
export const consent: readonly AadstsEntry[] = [
  {
    code: 65001,
    title: 'Nobody has consented to the application for this resource',
    message:
      "The user or administrator has not consented to use the application with ID '{clientId}' named '{clientName}'. Send an interactive authorization request for this user and resource.",
    wire: [
      token('invalid_grant', 400, 'public', 'consent_required'),
      redirect('consent_required', 'public'),
      redirect('interaction_required', 'public'),
    ],
    cause:
      'The delegated permission, for Dataverse user_impersonation, is not granted for this user. Flows without a page, such as user name and password, cannot ask for it.',
    remedy:
      'Press "Grant admin consent" under App registrations > your app > API permissions, or let the user sign in once interactively with prompt=consent.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 65002,
    title: 'A Microsoft application id was borrowed',
    wire: [token('invalid_request', 400, 'unconfirmed'), redirect('invalid_request', 'unconfirmed')],
    cause: "Client and resource are both Microsoft's, and this client is not pre-authorised for this resource.",
    remedy: 'Register an application of your own and use its client id.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 65004,
    title: 'Consent was declined',
    wire: [redirect('access_denied', 'public'), redirect('consent_required', 'documented')],
    cause:
      'The user or the administrator pressed Cancel on the consent page. The redirect also carries error_subcode=cancel.',
    remedy: 'Sign in again and accept, or grant admin consent if users are not to decide.',
    who: 'the person signing in',
    source,
  },
  {
    code: 65005,
    title: 'The application asks for what its registration does not list',
    wire: [token('invalid_resource', 400, 'unconfirmed'), page('unconfirmed')],
    cause: 'The resource or permission is missing from requiredResourceAccess, or the registration is inconsistent.',
    remedy:
      'Add the permission under App registrations > your app > API permissions, for Dataverse Dynamics CRM > user_impersonation.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 650056,
    title: 'The application is misconfigured',
    wire: [page('inferred'), redirect('invalid_client', 'inferred')],
    cause:
      'It lists no permission of the resource, nobody has consented, or client id or certificate in the request is wrong.',
    remedy: 'Check client id and certificate, add the permission under API permissions, then grant admin consent.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 90093,
    title: "The directory refused the user's consent",
    wire: [token('access_denied', 403, 'inferred'), redirect('access_denied', 'inferred')],
    cause: 'The user is not allowed to consent or to assign the application.',
    remedy:
      'Let an administrator grant consent, or allow user consent under Enterprise applications > Consent and permissions.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 90094,
    title: 'An administrator has to consent',
    wire: [page('inferred'), redirect('interaction_required', 'inferred'), redirect('consent_required', 'inferred')],
    cause: 'The permission is reserved for administrators, or the tenant does not let users consent to this publisher.',
    remedy:
      'Open /<tenant>/v2.0/adminconsent for the application as an administrator, or press "Grant admin consent" under API permissions.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 90095,
    title: 'Consent has been requested from an administrator',
    wire: [page('inferred')],
    cause: 'As with 90094, and the tenant lets users send a request for approval.',
    remedy: 'Approve it under Enterprise applications > Admin consent requests, then sign in again.',
    who: 'a tenant administrator',
    source,
  },
]
