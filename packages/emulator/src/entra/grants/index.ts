import { EntraError } from '../entra-error.ts'
import { printable } from '../printable.ts'
import { clientCredentials } from './client-credentials.ts'
import type { Grant } from './grant.ts'
import { password } from './password.ts'

const grants: ReadonlyMap<string, Grant> = new Map(
  [clientCredentials, password].map((grant) => [grant.grantType, grant]),
)

/** Grants that Entra ID has and the emulator does not yet. */
const notEmulated: ReadonlySet<string> = new Set([
  'authorization_code',
  'refresh_token',
  'device_code',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:saml1_1-bearer',
  'urn:ietf:params:oauth:grant-type:saml2-bearer',
])

/** @throws {EntraError} 70003 for a grant type that Entra ID does not know, 90010 for one that is not emulated yet. */
export function selectGrant(grantType: string): Grant {
  const grant = grants.get(grantType)
  if (grant !== undefined) return grant
  if (notEmulated.has(grantType)) {
    throw new EntraError(90010, { message: `The grant type '${grantType}' is not emulated by Versekey yet.` })
  }
  throw new EntraError(70003, { values: { grantType: printable(grantType) } })
}
