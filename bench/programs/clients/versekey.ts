import { clientSecret as clientSecretCredential } from '@versekey/client'
import type { SignInTarget } from '../../support/sign-in-target.ts'

export function createGetToken(target: SignInTarget): () => Promise<string> {
  const { tenantId, clientId, clientSecret, scope, authority } = target
  const credential = clientSecretCredential({ tenantId, clientId, clientSecret, authorityHost: authority })
  return async () => (await credential.getToken(scope)).token
}
