import type { AadstsEntry } from './entry.ts'
import { errorCodeReference as source } from './sources.ts'
import { interaction, redirect, token } from './wire.ts'

const interactive =
  'Sign the user in interactively. For unattended work use client credentials with an application user instead of a password.'

/** A second factor is needed, missing, or cannot be set up. */
export const multifactor: readonly AadstsEntry[] = [
  {
    code: 50072,
    title: 'The user has to register for multifactor authentication',
    wire: interaction('inferred', 'basic_action'),
    cause: 'A second factor is required and the user has not set one up; a silent or password sign-in cannot do that.',
    remedy: 'Sign in once in a browser and register a method at aka.ms/mfasetup.',
    who: 'the person signing in',
    source,
  },
  {
    code: 50074,
    title: 'The multifactor challenge was not passed',
    wire: [...interaction('inferred', 'basic_action'), redirect('interaction_required', 'inferred')],
    cause: 'Strong authentication is required, and the user did not answer or could not be asked.',
    remedy: interactive,
    who: 'the person signing in',
    source,
  },
  {
    code: 50076,
    title: 'Multifactor authentication is required',
    message:
      "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '{resource}'.",
    wire: interaction('public', 'basic_action'),
    cause:
      'A Conditional Access policy, a per-user setting or security defaults ask for a second factor, which a user name and password alone cannot give.',
    remedy:
      'Sign in interactively and pass on the claims of the error if there are any. For unattended work use client credentials with an application user: that has no second factor to ask for.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 50078,
    title: 'The multifactor authentication is too old',
    wire: interaction('inferred', 'basic_action'),
    cause: 'A policy asks for a fresher proof than the one the session holds.',
    remedy: interactive,
    who: 'the person signing in',
    source,
  },
  {
    code: 50079,
    title: 'Multifactor registration is required by policy',
    wire: [...interaction('documented', 'basic_action'), token('interaction_required', 400, 'documented')],
    cause:
      'A policy requires a second factor; a managed user has to register one, a federated user has to bring the claim. On-behalf-of requests get interaction_required with claims.',
    remedy:
      'Let the user sign in interactively and register. A middle tier passes the claims to its caller in a 401 challenge.',
    who: 'the person signing in',
    source,
  },
  {
    code: 50158,
    title: 'An external security challenge was not satisfied',
    wire: interaction('inferred', 'basic_action'),
    cause: 'Conditional Access sends the user to another provider or to terms of use, and they did not finish there.',
    remedy: interactive,
    who: 'the person signing in',
    source,
  },
  {
    code: 50177,
    title: 'External challenges do not work for users passing through',
    wire: [token('invalid_grant', 400, 'inferred')],
    cause: 'The policy demands an external control of a user who has no account in this tenant.',
    remedy: 'Invite the user as a guest, or exclude external users from the policy.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 50178,
    title: 'Session controls do not work for users passing through',
    wire: [token('invalid_grant', 400, 'inferred')],
    cause: 'The policy has a session control and applies to a user who has no account in this tenant.',
    remedy: 'Invite the user as a guest, or take the session control out of the policy for external users.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 53004,
    title: 'Multifactor registration is blocked because of risk',
    wire: [redirect('interaction_required', 'inferred')],
    cause: 'The sign-in is rated risky, and a risky session may not register a second factor.',
    remedy: 'Register from a known place and device, or let an administrator give a Temporary Access Pass.',
    who: 'the person signing in',
    source,
  },
  {
    code: 53010,
    title: 'Multifactor methods may be set up only from certain places or devices',
    wire: [redirect('interaction_required', 'inferred')],
    cause: 'A policy for the user action "Register security information" was not met.',
    remedy: 'Register from the network or device the policy names, or with a Temporary Access Pass.',
    who: 'the person signing in',
    source,
  },
]
