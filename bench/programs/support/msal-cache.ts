import { accessToken, clientId, lifetimeSeconds, scope } from './principals.ts'

/** MSAL's own name for the hosts of the public cloud in its cache. */
const environment = 'login.windows.net'

/**
 * A cache of MSAL with a token for each tenant, as `TokenCache.serialize()` writes it. Filling a cache of 100,000 by
 * requests would take MSAL hours, since each of them looks through all entries.
 */
export function serializedMsalCache(tenantIds: readonly string[]): string {
  const entries = tenantIds.map((tenantId) => [
    `-${environment}-accesstoken-${clientId}-${tenantId}-${scope}`,
    accessTokenEntity(tenantId),
  ])
  const cache = {
    Account: {},
    IdToken: {},
    AccessToken: Object.fromEntries(entries),
    RefreshToken: {},
    AppMetadata: {},
  }
  return JSON.stringify(cache)
}

function accessTokenEntity(tenantId: string): object {
  const now = Math.floor(Date.now() / 1000)
  return {
    home_account_id: '',
    environment,
    credential_type: 'AccessToken',
    client_id: clientId,
    secret: accessToken,
    realm: tenantId,
    target: scope,
    cached_at: String(now),
    expires_on: String(now + lifetimeSeconds),
    extended_expires_on: String(now + lifetimeSeconds),
    token_type: 'Bearer',
  }
}
