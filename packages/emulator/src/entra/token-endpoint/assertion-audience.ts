import type { Tenant } from '../../world/model.ts'
import { issuerV1, issuerV2 } from '../issuers.ts'

/**
 * Whether the `aud` of a client assertion names this authorization server: its token endpoints or issuers, for the
 * tenant by id, by domain or by the segment of the request. go-autorest leaves its `?api-version=1.0` on the URL.
 */
export function isOwnAudience(audience: string, authority: string, tenant: Tenant, segment: string): boolean {
  const asked = audience.split('?', 1)[0]?.toLowerCase()
  return [tenant.tenantId, ...tenant.domains, segment].some((name) =>
    [
      `${authority}/${name}/oauth2/v2.0/token`,
      `${authority}/${name}/oauth2/token`,
      issuerV2(authority, name),
      issuerV1(authority, name),
    ].some((accepted) => accepted.toLowerCase() === asked),
  )
}
