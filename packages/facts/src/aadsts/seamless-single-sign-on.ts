import type { AadstsEntry } from './entry.ts'
import { errorCodeReference as source } from './sources.ts'
import { page } from './wire.ts'

const wire = [page('inferred')]

/** Seamless single sign-on with Kerberos; the page falls back to asking for the password. */
export const seamlessSingleSignOn: readonly AadstsEntry[] = [
  {
    code: 81004,
    title: 'Kerberos authentication failed',
    wire,
    cause: 'The ticket was not accepted.',
    remedy: 'Roll the key of the computer account AZUREADSSOACC over and log on to Windows again.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 81005,
    title: 'The authentication package is not supported',
    wire,
    cause: 'The browser offered something other than Kerberos, mostly NTLM.',
    remedy: 'Make sure that the device reaches a domain controller and that Kerberos is allowed.',
    who: 'the network administrator',
    source,
  },
  {
    code: 81006,
    title: 'The browser sent no Kerberos ticket',
    wire,
    cause: 'The address autologon.microsoftazuread-sso.com is not in the intranet zone.',
    remedy: 'Add it to the intranet zone by group policy.',
    who: 'the network administrator',
    source,
  },
  {
    code: 81007,
    title: 'Seamless single sign-on is not enabled for the tenant',
    wire,
    cause: 'The feature is off.',
    remedy: 'Switch it on in Entra Connect under Change user sign-in.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 81009,
    title: 'The Kerberos ticket is malformed',
    wire,
    cause: 'The Authorization header could not be parsed, sometimes because the ticket is too large.',
    remedy: 'Reduce the group memberships of the user, or raise the header limits of the proxy.',
    who: 'the network administrator',
    source,
  },
  {
    code: 81010,
    title: 'The Kerberos ticket has expired or is not valid',
    wire,
    cause: 'The ticket is too old, or the key of AZUREADSSOACC was rolled over.',
    remedy: 'Run klist purge and log on to Windows again.',
    who: 'the person signing in',
    source,
  },
  {
    code: 81011,
    title: 'No user matches the Kerberos ticket',
    wire,
    cause: 'The security identifier in the ticket belongs to nobody in Entra ID.',
    remedy: 'Check in Entra Connect that the user is synchronised with onPremisesSecurityIdentifier.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 81012,
    title: 'The user signing in is not the user of the device',
    wire,
    cause: 'The chosen account differs from the Windows session.',
    remedy: 'Choose the account of the Windows session, or type the password.',
    who: 'the person signing in',
    source,
  },
]
