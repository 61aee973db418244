import type { Addresses } from '../addresses.ts'
import type { TrustedAuthority } from '../dataverse/trusted-authority.ts'
import { issuerV1, issuerV2 } from './issuers.ts'
import type { SigningKeys } from './signing-keys.ts'

/** What environments know of this authorization server: no more than its metadata and keys would tell them. */
export function authorityForEnvironments(addresses: Addresses, keys: SigningKeys): TrustedAuthority {
  const { authority } = addresses
  return {
    authorizationUri: (tenantId) => `${authority}/${tenantId}/oauth2/authorize`,
    issuers: (tenantId) => [issuerV1(authority, tenantId), issuerV2(authority, tenantId)],
    findPublicKey: (keyId) => keys.findPublicKey(keyId),
  }
}
