import type { AadstsEntry } from './entry.ts'
import { errorCodeReference as source } from './sources.ts'
import { discovery, redirect, token } from './wire.ts'

/** Authority hosts, national clouds, regional endpoints. */
export const cloudsAndRegions: readonly AadstsEntry[] = [
  {
    code: 50049,
    title: 'The authority host is not known',
    message: 'Unknown or invalid instance.',
    wire: [discovery('invalid_instance', 400, 'client-source')],
    cause: 'Instance discovery was asked about a host that is no Microsoft authority: a typo, a proxy, or an emulator.',
    remedy:
      'Use the authority host of your cloud, such as login.microsoftonline.com. For a host of your own, tell the library that it is known (knownAuthorities) or switch instance discovery off.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 50050,
    title: 'The instance discovery request is malformed',
    message: 'The request is malformed.',
    wire: [discovery('invalid_request', 400, 'inferred')],
    cause: 'The parameters api-version or authorization_endpoint are missing or not readable.',
    remedy: 'Send api-version=1.1 and authorization_endpoint with the URL-encoded authorize URL of the authority.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 90038,
    title: 'The tenant belongs to another national cloud',
    wire: [token('invalid_request', 400, 'inferred'), redirect('invalid_request', 'inferred')],
    cause: 'The authority host of one cloud was asked for a tenant of another one.',
    remedy:
      'Use the authority host of the cloud of the tenant, for example login.partner.microsoftonline.cn for China.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 100007,
    title: 'The regional endpoint refuses this client',
    wire: [token('invalid_request', 400, 'inferred')],
    cause:
      'Regional endpoints serve only managed identities and Microsoft applications with subject name and issuer trust.',
    remedy: 'Switch the region option of the library off, so that it uses the global endpoint.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 900382,
    title: 'A confidential client asked across clouds',
    wire: [token('invalid_request', 400, 'inferred')],
    cause: 'A client with a credential in one cloud requested a token in another one.',
    remedy: 'Register the application in the cloud of the resource, and use the authority of that cloud.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 900432,
    title: 'Cross-cloud requests of confidential clients are not supported',
    wire: [token('invalid_request', 400, 'inferred')],
    cause: 'The authorization code of a user of another cloud was redeemed by a client with a credential.',
    remedy: 'Redeem it as a public client, or register the application in the cloud of the user.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 1000104,
    title: 'The home tenant does not allow resources of this cloud',
    wire: [redirect('access_denied', 'inferred')],
    cause: "The cross-tenant settings of the user's home tenant do not admit the cloud the resource lives in.",
    remedy: 'Allow the cloud under External Identities > Cross-tenant access settings > Microsoft cloud settings.',
    who: 'the administrator of the home tenant',
    source,
  },
]
