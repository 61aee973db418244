import { useIdentityPlugin } from '@azure/identity'
import { serializedMsalCache } from './msal-cache.ts'
import { tenantIds } from './principals.ts'

/** What an identity plugin is given, as far as one for the cache needs it. */
interface PluginContext {
  readonly cachePluginControl: { setPersistence(provider: () => Promise<CachePlugin>): void }
}

interface CachePlugin {
  beforeCacheAccess(context: { readonly tokenCache: { deserialize(cache: string): void } }): Promise<void>
  afterCacheAccess(): Promise<void>
}

/**
 * Options that let a credential of @azure/identity find a token for each principal in its cache at the first call. They
 * come in as they would from @azure/identity-cache-persistence, by a plugin; requests would take hours.
 */
export function cacheFilledByPlugin() {
  useIdentityPlugin((context: unknown) => {
    ;(context as PluginContext).cachePluginControl.setPersistence(async () => fillOnce())
  })
  return { tokenCachePersistenceOptions: { enabled: true, unsafeAllowUnencryptedStorage: true } }
}

function fillOnce(): CachePlugin {
  let isFilled = false
  return {
    async beforeCacheAccess({ tokenCache }) {
      if (isFilled) return
      isFilled = true
      tokenCache.deserialize(serializedMsalCache(tenantIds))
    },
    async afterCacheAccess() {},
  }
}
