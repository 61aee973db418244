import type { AadstsEntry } from './entry.ts'
import { errorCodeReference as source } from './sources.ts'
import { redirect } from './wire.ts'

const denied = [redirect('access_denied', 'inferred')]

/** Walls between tenants: tenant restrictions and cross-tenant access. */
export const tenantRestrictions: readonly AadstsEntry[] = [
  {
    code: 50002,
    title: 'A restricted proxy blocks the tenant',
    wire: denied,
    cause: 'Your network adds a tenant restriction to sign-ins, and this tenant is not on its list.',
    remedy: 'Add the tenant to the restriction settings of the proxy, or sign in from a network without them.',
    who: 'the network administrator',
    source,
  },
  {
    code: 500021,
    title: 'Tenant restrictions deny access to the tenant',
    wire: denied,
    cause: 'The proxy sends the header Restrict-Access-To-Tenants, and the tenant is not among those it lists.',
    remedy: 'Add a verified domain or the id of the tenant to the header value at the proxy.',
    who: 'the network administrator',
    source,
  },
  {
    code: 500022,
    title: 'The tenant restrictions policy denies access to the tenant',
    wire: denied,
    cause:
      'A tenant restrictions policy (version 2, header sec-Restrict-Tenant-Access-Policy) does not admit this tenant or application.',
    remedy:
      'Add the tenant under External Identities > Cross-tenant access settings > Tenant restrictions of the policy.',
    who: 'the administrator of the home tenant',
    source,
  },
  {
    code: 500212,
    title: 'The home tenant does not let its users out to this tenant',
    wire: denied,
    cause: "The outbound cross-tenant access settings of the user's home tenant exclude the resource tenant.",
    remedy:
      'Allow the user and application under External Identities > Cross-tenant access settings > Outbound access.',
    who: 'the administrator of the home tenant',
    source,
  },
  {
    code: 500213,
    title: 'The tenant does not let in users of that organisation',
    wire: denied,
    cause: "The inbound cross-tenant access settings of the resource tenant exclude the user's home tenant.",
    remedy: 'Allow the organisation under External Identities > Cross-tenant access settings > Inbound access.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 530034,
    title: 'A delegated administrator was blocked as suspicious',
    wire: denied,
    cause: 'The partner account shows risk in its home tenant.',
    remedy: 'Investigate and dismiss the risk under Identity Protection > Risky users of the partner tenant.',
    who: 'the administrator of the home tenant',
    source,
  },
]
