import type { KeyObject } from 'node:crypto'

/** What an environment knows of the authorization server it trusts. */
export interface TrustedAuthority {
  /** The v1 authorize URL that the 401 challenge names. */
  authorizationUri(tenantId: string): string
  /** `iss` values that stand for this tenant in v1 and v2 tokens. */
  issuers(tenantId: string): readonly string[]
  /** The public signing key with this key id, as the served key set has it. */
  findPublicKey(keyId: string): KeyObject | undefined
}
