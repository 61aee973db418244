import type { AadstsEntry } from './entry.ts'
import { errorCodeReference as source } from './sources.ts'
import { token } from './wire.ts'

const wire = [token('invalid_grant', 400, 'inferred')]
const who = 'a tenant administrator'

/** Passwords checked by an agent on premises. */
export const passThroughAuthentication: readonly AadstsEntry[] = [
  {
    code: 80001,
    title: 'The authentication agent cannot reach Active Directory',
    wire,
    cause: 'The agent server is not in the forest of the user, or has no connection to a domain controller.',
    remedy: 'Join the agent server to the forest of the users and open its way to the domain controllers.',
    who,
    source,
  },
  {
    code: 80002,
    title: 'Validating the password took too long',
    wire,
    cause: 'Active Directory did not answer the agent in time.',
    remedy: 'Check load and reachability of the domain controllers.',
    who,
    source,
  },
  {
    code: 80005,
    title: 'The answer of the authentication agent was unreadable',
    wire,
    cause: 'An unknown error occurred while its response was processed.',
    remedy: 'Try again; update the agent if it stays.',
    who,
    source,
  },
  {
    code: 80007,
    title: 'The authentication agent could not validate the password',
    wire,
    cause: 'An error on premises, described in the log of the agent.',
    remedy: 'Read the Admin log of the agent under AzureAdConnect > AuthenticationAgent in Event Viewer.',
    who,
    source,
  },
  {
    code: 80010,
    title: 'The authentication agent could not decrypt the password',
    wire,
    cause: 'The key of the agent is not the one the password was encrypted for.',
    remedy: 'Reinstall the agent and register it again.',
    who,
    source,
  },
  {
    code: 80012,
    title: 'The user may not log on at this hour',
    wire,
    cause: 'The logon hours of the account in Active Directory exclude the present time.',
    remedy: 'Change Logon Hours of the account, or sign in at an allowed hour.',
    who,
    source,
  },
  {
    code: 80013,
    title: 'The clocks of agent and Active Directory differ',
    wire,
    cause: 'The time difference is more than Kerberos tolerates.',
    remedy: 'Repair time synchronisation of the agent server.',
    who,
    source,
  },
  {
    code: 80014,
    title: 'The authentication agent answered too late',
    wire,
    cause: 'The response came after the maximum time.',
    remedy: 'Add agents or move them nearer to the domain controllers.',
    who,
    source,
  },
]
