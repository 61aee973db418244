import type { AadstsEntry } from './entry.ts'
import { errorCodeReference as source } from './sources.ts'
import { interaction, page, redirect, token } from './wire.ts'

const interactionRequired = redirect('interaction_required', 'inferred')
const blocked = [...interaction('inferred', 'message_only'), page('inferred')]
/** Needs work on the device itself: some answers say so by the suberror `additional_action`. */
const device = [...blocked, token('invalid_grant', 400, 'inferred', 'additional_action')]

/** Policies about device, place, application and risk. */
export const conditionalAccess: readonly AadstsEntry[] = [
  {
    code: 50127,
    title: 'A broker application has to be installed',
    wire: [interactionRequired],
    cause: 'The policy asks for a managed application, which needs the broker of the platform.',
    remedy: 'Install Microsoft Authenticator or the Company Portal and sign in again.',
    who: 'the person signing in',
    source,
  },
  {
    code: 50129,
    title: 'The device has to be registered',
    wire: [interactionRequired],
    cause: 'The policy asks for a device that is joined or registered.',
    remedy: 'Add the work account under the account settings of the device, then sign in again.',
    who: 'the person signing in',
    source,
  },
  {
    code: 50131,
    title: 'A Conditional Access check failed',
    wire: [token('interaction_required', 400, 'inferred'), interactionRequired],
    cause: 'State of the device, suspicious activity or a security decision stopped the request.',
    remedy: 'Open the entry in Sign-in logs > Conditional Access: it names the policy and the control that failed.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 53000,
    title: 'The device is not compliant',
    wire: device,
    cause: 'A policy requires a compliant device, and this one is not enrolled or breaks a compliance rule.',
    remedy: 'Enrol the device in Intune and repair what the Company Portal lists.',
    who: 'the person signing in',
    source,
  },
  {
    code: 53001,
    title: 'The device is not joined to the domain',
    wire: device,
    cause: 'A policy requires a hybrid joined device.',
    remedy: 'Use a joined device, or join this one to the domain and let it synchronise.',
    who: 'the person signing in',
    source,
  },
  {
    code: 53002,
    title: 'The application is not an approved one',
    wire: blocked,
    cause: 'A policy admits only approved client applications for this resource.',
    remedy: 'Use one of the approved applications, or exclude this client in the policy.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 53003,
    title: 'Conditional Access blocks the token',
    wire: [...interaction('public', 'message_only'), page('public')],
    cause:
      'A policy denies access for this user or service principal, place, client or device. The error carries claims.',
    remedy:
      'Open Sign-in logs > the entry > Conditional Access to see which policy it was. Exclude the account, allow its location, or meet the condition; workload identities have policies of their own.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 530032,
    title: 'A security policy of the tenant blocks the request',
    wire: blocked,
    cause: 'The tenant has a security policy whose conditions the request does not meet.',
    remedy: 'Find the policy in Sign-in logs > the entry > Conditional Access and adapt it or the request.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 530035,
    title: 'Security defaults block the request',
    wire: [token('invalid_grant', 400, 'inferred'), page('inferred')],
    cause: 'The request used legacy authentication or a flow that security defaults consider unsafe.',
    remedy:
      'Move to an interactive flow or to client credentials. Replacing security defaults by own policies is a tenant decision.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 53011,
    title: 'The user is blocked for risk in the home tenant',
    wire: [token('invalid_grant', 400, 'inferred'), page('inferred')],
    cause: 'The home tenant of the guest rates the account as at risk.',
    remedy: 'Reset the password there, or dismiss the risk under Identity Protection > Risky users.',
    who: 'the administrator of the home tenant',
    source,
  },
  {
    code: 70043,
    title: 'The refresh token is too old for the sign-in frequency',
    wire: [token('invalid_grant', 400, 'inferred', 'bad_token')],
    cause: 'A session control asks for a new sign-in after a set time, and that time has passed.',
    remedy: 'Sign in interactively. Unattended clients should use client credentials, which have no session.',
    who: 'the person signing in',
    source,
  },
]
