import { isSharedTenantName, parseAuthorityHost, parseTenant } from '../entra/authority.ts'
import { ConfigurationError } from '../errors/configuration-error.ts'
import { wireText } from '../errors/wire-text.ts'
import { type Clock, systemClock } from '../tokens/clock.ts'
import { TokenCache } from '../tokens/token-cache.ts'
import { type Fetch, platformFetch } from '../transport/fetch.ts'

/** How a credential signs in. */
export type CredentialKind = 'clientSecret' | 'clientCertificate' | 'usernamePassword'

/** What all credentials take. */
export interface CredentialOptions {
  /** Application (client) ID of the app registration. */
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
  readonly authorityHost?: string | undefined
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
  const clock = options.clock ?? options.cache?.clock ?? systemClock
  return {
    clientId: requireText('clientId', options.clientId),
    tenantId: options.tenantId === undefined ? undefined : requireTenant(options.tenantId),
    authorityHost: options.authorityHost === undefined ? undefined : parseAuthorityHost(options.authorityHost),
    cache: options.cache ?? new TokenCache({ clock }),
    fetch: options.fetch ?? platformFetch,
    clock,
  }
}

/** Checks a text that is no secret. */
function requireText(option: string, value: string): string {
  if (typeof value === 'string' && value !== '' && value === value.trim()) return value
  throw new ConfigurationError(option, 'give a text that is not empty and neither begins nor ends with white space')
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
    `"${wireText(String(value))}" is neither a GUID nor a domain name such as contoso.onmicrosoft.com`,
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
