import { expect } from 'vitest'
import type { Member } from './cast.ts'
import type { Stage } from './stage.ts'

/**
 * Expects that a token makes its bearer `caller` in the environment it was issued for, and nobody in the other one,
 * which knows the same callers: only the token's audience stands between them.
 */
export async function expectCaller(stage: Stage, accessToken: string, caller: Member): Promise<void> {
  const { cast, authority, environment, otherEnvironment } = stage
  const accepted = await getWhoAmI(environment, accessToken)
  expect([accepted.status, await accepted.json()]).toMatchObject([
    200,
    { UserId: caller.systemUserId, OrganizationId: cast.organizationId },
  ])
  const refused = await getWhoAmI(otherEnvironment, accessToken)
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
    401,
    // Use OAuth authentication with Microsoft Dataverse: tenant and resource are learnt from the challenge.
    `Bearer authorization_uri=${authority}/${cast.tenantId}/oauth2/authorize, resource_id=${otherEnvironment}/`,
  ])
}

function getWhoAmI(environment: string, accessToken: string): Promise<Response> {
  return fetch(`${environment}/api/data/v9.2/WhoAmI`, { headers: { Authorization: `Bearer ${accessToken}` } })
}
