import type { ServiceReply } from '../../listeners/service.ts'
import type { TrustedAuthority } from '../trusted-authority.ts'
import type { Unauthenticated } from './unauthenticated.ts'

/**
 * The 401 that tells a client where to sign in and for what. Its values are unquoted and `authorization_uri` comes
 * first, against RFC 9110 section 11.2: published clients cut it apart by `=` and `,` (dataverse-auth, ServiceClient).
 *
 * @param origin Of the environment, without a trailing slash; `resource_id` has one.
 */
export function challengeReply(
  refusal: Unauthenticated,
  authority: TrustedAuthority,
  tenantId: string,
  origin: string,
): ServiceReply {
  return {
    status: 401,
    headers: {
      'Content-Type': 'text/html',
      'WWW-Authenticate': `Bearer authorization_uri=${authority.authorizationUri(tenantId)}, resource_id=${origin}/`,
    },
    body: 'HTTP Error 401 - Unauthorized: Access is denied',
    outcome: { code: refusal.code, reason: refusal.message, remedy: refusal.remedy },
  }
}
