import { isGuid, isSharedTenantName, parseAuthorityHost, parseTenant } from '../entra/authority.ts'
import { ConfigurationError } from '../errors/configuration-error.ts'
import { describeText } from '../errors/describe-text.ts'
import { type Clock, requireClock, systemClock } from '../tokens/clock.ts'
import { TokenCache } from '../tokens/token-cache.ts'
import { type Fetch, platformFetch, requireFetch } from '../transport/fetch.ts'

/** How a credential signs in. */
export type CredentialKind = 'clientSecret' | 'clientCertificate' | 'usernamePassword'

/** What all credentials take. */
export interface CredentialOptions {
  /** Application (client) ID of the app registration, a GUID. */
  readonly clientId: string
  /**
   * Directory (tenant) ID or a verified domain. Without it the credential works through `connect`, which learns the
   * tenant from the environment.
   */
  readonly tenantId?: string | undefined
  /**
   * Where to sign in: a host such as `login.microsoftonline.us`, or an origin such as `https://localhost:8443`.
   * @default the authority of the cloud that the environment belongs to, else `https://login.microsoftonline.com`
   */
  readonly authorityHost?: string | URL | undefined
  /** Pass one cache to several credentials to see and bound their tokens together. @default a cache of its own */
  readonly cache?: TokenCache | undefined
  /** @default the platform's */
  readonly fetch?: Fetch | undefined
  /** @default the cache's, else the system's */
  readonly clock?: Clock | undefined
}

/** The same, checked and with defaults in place. */
export interface CredentialSettings {
  readonly clientId: string
  readonly tenantId: string | undefined
  readonly authorityHost: string | undefined
  readonly cache: TokenCache
  readonly fetch: Fetch
  readonly clock: Clock
}

/** @throws {ConfigurationError} Naming the option that cannot work. */
export function parseCredentialOptions(options: CredentialOptions): CredentialSettings {
  if (typeof options !== 'object' || options === null) {
    throw new ConfigurationError('options', 'give an object, such as { clientId, tenantId, … }')
  }
  const { cache, fetch } = options
  if (cache !== undefined && !(cache instanceof TokenCache)) {
    throw new ConfigurationError('cache', 'give a TokenCache of this package')
  }
  const clock = requireClock(options.clock) ?? cache?.clock ?? systemClock
  return {
    clientId: requireClientId(options.clientId),
    tenantId: options.tenantId === undefined ? undefined : requireTenant(options.tenantId),
    authorityHost: options.authorityHost === undefined ? undefined : parseAuthorityHost(options.authorityHost),
    cache: cache ?? new TokenCache({ clock }),
    fetch: requireFetch(fetch) ?? platformFetch,
    clock,
  }
}

/** Entra ID makes GUIDs of them; a secret in their place is caught here, before it is sent and named in errors. */
function requireClientId(value: string): string {
  if (typeof value === 'string' && isGuid(value)) return value
  throw new ConfigurationError(
    'clientId',
    `${describeText(value, /[0-9a-f-]/i)} is not the application (client) ID, which is a GUID`,
  )
}

/** Checks a secret; the message never holds it. */
export function requireSecret(option: string, value: string): string {
  if (typeof value !== 'string' || value === '') {
    throw new ConfigurationError(option, 'it is missing or empty; is the variable or file set that it comes from?')
  }
  if (/[\r\n]$/.test(value)) {
    throw new ConfigurationError(
      option,
      'it ends with a line break, as a text read from a file often does; remove that',
    )
  }
  return value
}

/** Reads a tenant that a caller gave. */
export function requireTenant(value: string): string {
  const tenantId = typeof value === 'string' ? parseTenant(value) : undefined
  if (tenantId !== undefined) return tenantId
  throw new ConfigurationError(
    'tenantId',
    `${describeText(value, /[0-9a-z.-]/i)} is neither a GUID nor a domain name such as contoso.onmicrosoft.com`,
  )
}

/**
 * Refuses the names that stand for no single tenant where one is needed: an application signs in to exactly one, and
 * `common` and `consumers` take no passwords ("Microsoft identity platform: resource owner password credentials").
 */
export function requireTenantFor(kind: CredentialKind, tenantId: string): string {
  const isAccepted = !isSharedTenantName(tenantId) || (kind === 'usernamePassword' && tenantId === 'organizations')
  if (isAccepted) return tenantId
  throw new ConfigurationError('tenantId', `"${tenantId}" names no single tenant; give the tenant's ID or domain`)
}
