// @azure/identity with a credential object for each principal, each with a cache of its own, filled by a request that an
// injected transport answers.
import { ClientSecretCredential, type ClientSecretCredentialOptions } from '@azure/identity'
import { answerMeasureCalls } from '../support/measure-calls.ts'
import { accessToken, clientId, clientSecret, lifetimeSeconds, scope, tenantIds } from '../support/principals.ts'

const bodyAsText = JSON.stringify({ token_type: 'Bearer', expires_in: lifetimeSeconds, access_token: accessToken })
const httpClient: NonNullable<ClientSecretCredentialOptions['httpClient']> = {
  sendRequest: async (request) => ({ request, status: 200, headers: request.headers, bodyAsText }),
}

const credentials = tenantIds.map(
  (tenantId) => new ClientSecretCredential(tenantId, clientId, clientSecret, { httpClient }),
)
for (const credential of credentials) await credential.getToken(scope)

answerMeasureCalls(credentials, (credential) => credential.getToken(scope))
