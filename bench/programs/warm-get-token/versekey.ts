// @versekey/client: a credential for each principal, all with one cache. The tokens come in by the documented `fetch`.
import { clientSecret as clientSecretCredential, TokenCache } from '@versekey/client'
import { answerMeasureCalls } from '../support/measure-calls.ts'
import { accessToken, clientId, clientSecret, lifetimeSeconds, scope, tenantIds } from '../support/principals.ts'

const cache = new TokenCache()

async function fetch(): Promise<Response> {
  return Response.json({ token_type: 'Bearer', expires_in: lifetimeSeconds, access_token: accessToken })
}

const credentials = tenantIds.map((tenantId) =>
  clientSecretCredential({ clientId, clientSecret, tenantId, cache, fetch }),
)
for (const credential of credentials) await credential.getToken(scope)
if (cache.size !== tenantIds.length) throw new Error('the cache does not hold a token for each principal')

answerMeasureCalls(credentials, (credential) => credential.getToken(scope))
