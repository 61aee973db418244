import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../src/index.ts'
import { makeClientCertificate } from '../support/client-certificate.ts'
import { type SignInIds, signInWorld } from '../support/sign-in-world.ts'
import { postToken } from '../support/token-request.ts'

async function getToken(emulator: Emulator, ids: SignInIds): Promise<string> {
  const response = await postToken(emulator.authority, ids.tenantId, {
    grant_type: 'client_credentials',
    client_id: ids.service.clientId,
    client_secret: ids.service.secret,
    scope: `${emulator.environments[0]?.url}/.default`,
  })
  const { access_token } = (await response.json()) as { access_token: string }
  return access_token
}

/** What a resource server does: reads the metadata and the keys, and judges the token by them alone. */
async function verify(
  token: string,
  emulator: Emulator,
  ids: SignInIds,
  audience = emulator.environments[0]?.url ?? '',
) {
  const metadata = await fetch(`${emulator.authority}/${ids.tenantId}/.well-known/openid-configuration`)
  const { issuer, jwks_uri } = (await metadata.json()) as { issuer: string; jwks_uri: string }
  return jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)), { issuer, audience, algorithms: ['RS256'] })
}

it("verify against the served metadata and keys, and nobody else's", async () => {
  const { ids, seed } = signInWorld(makeClientCertificate().pem)
  await using emulator = await startEmulator({ seed })
  await using second = await startEmulator({ seed })
  const token = await getToken(emulator, ids)
  const { payload } = await verify(token, emulator, ids)
  expect(payload['appid']).toBe(ids.service.clientId)

  // The same world, other keys: the second emulator knows the tenant, the application and the user, and refuses.
  await expect(verify(token, second, ids)).rejects.toBeInstanceOf(errors.JWKSNoMatchingKey)
  const environment = second.environments[0]?.url
  const response = await fetch(`${environment}/api/data/v9.2/WhoAmI`, { headers: { Authorization: `Bearer ${token}` } })
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe(
    `Bearer authorization_uri=${second.authority}/${ids.tenantId}/oauth2/authorize, resource_id=${environment}/`,
  )
})

it('for the application id of Dataverse opens an environment only where that is switched on', async () => {
  const { ids, seed } = signInWorld(makeClientCertificate().pem)
  const statuses = []
  for (const acceptApplicationIdAudience of [false, true]) {
    await using emulator = await startEmulator({ seed, acceptApplicationIdAudience })
    const response = await postToken(emulator.authority, ids.tenantId, {
      grant_type: 'client_credentials',
      client_id: ids.service.clientId,
      client_secret: ids.service.secret,
      scope: '00000007-0000-0000-c000-000000000000/.default',
    })
    const { access_token } = (await response.json()) as { access_token: string }
    const url = `${emulator.environments[0]?.url}/api/data/v9.2/WhoAmI`
    statuses.push((await fetch(url, { headers: { Authorization: `Bearer ${access_token}` } })).status)
  }
  expect(statuses).toEqual([401, 200])
})
