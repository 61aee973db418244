import { describeSampleWorld } from '@versekey/emulator'
import type { SignInTarget } from '../../support/sign-in-target.ts'

/** How the sample world's application with a secret signs in to its first environment. */
export function sampleTarget(emulator: {
  readonly authority: string
  readonly environments: readonly { readonly url: string }[]
}): SignInTarget {
  const { tenantId, applications } = describeSampleWorld()
  const { clientId, secret } = applications['Nightly Integration']
  const scope = `${emulator.environments[0]?.url}/.default`
  return { authority: emulator.authority, tenantId, clientId, clientSecret: secret, scope }
}
