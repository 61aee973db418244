import { ConfidentialClientApplication } from '@azure/msal-node'
import type { SignInTarget } from '../../support/sign-in-target.ts'

export function createGetToken(target: SignInTarget): () => Promise<string> {
  const { tenantId, clientId, clientSecret, scope, authority } = target
  const application = new ConfidentialClientApplication({
    auth: {
      clientId,
      clientSecret,
      authority: `${authority}/${tenantId}`,
      knownAuthorities: [new URL(authority).host],
    },
  })
  return async () => (await application.acquireTokenByClientCredential({ scopes: [scope] }))?.accessToken ?? ''
}
