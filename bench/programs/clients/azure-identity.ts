import { ClientSecretCredential } from '@azure/identity'
import type { SignInTarget } from '../../support/sign-in-target.ts'

export function createGetToken(target: SignInTarget): () => Promise<string> {
  const { tenantId, clientId, clientSecret, scope, authority } = target
  const options = { authorityHost: authority, disableInstanceDiscovery: true }
  const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, options)
  return async () => (await credential.getToken(scope)).token
}
