import { type Cloud, clouds } from '@versekey/facts/clouds'
import type { AuthorizationServer } from 'oauth4webapi'
import { ConfigurationError } from '../errors/configuration-error.ts'
import { describeText } from '../errors/describe-text.ts'

/** The cloud that an environment's host belongs to; `undefined` for any other host, such as an emulator's. */
export function findCloudOfEnvironment(host: string): Cloud | undefined {
  // {org}.crm4.dynamics.com and {org}.api.crm4.dynamics.com. Data centres are added over time, so their numbers are a
  // pattern and not a list; what follows them must match a cloud's suffix to the last character.
  const [, region, domain] = /^[^.]+(?:\.api)?\.(crm\d*)\.(.+)$/.exec(host) ?? []
  if (region === undefined || domain === undefined) return undefined
  const withNumber = `${region}.${domain}`
  const withoutNumber = `crm.${domain}`
  return (
    clouds.find((cloud) => cloud.environmentSuffix === withNumber) ??
    clouds.find((cloud) => cloud.environmentSuffix === withoutNumber)
  )
}

/** Origin of the authority that a cloud's token requests go to. */
export function authorityOf(cloud: Cloud): string {
  return `https://${cloud.authorityHost}`
}

/** Whether an origin names the authority of a cloud, by its own name or an alias. */
export function isAuthorityOf(cloud: Cloud, origin: string): boolean {
  return origin === authorityOf(cloud) || cloud.authorityAliases.some((alias) => origin === `https://${alias}`)
}

/**
 * The authority for a resource when the caller named none: that of the cloud its host belongs to, else the public one.
 * An unknown resource thus sends a secret to Microsoft's public authority at worst, never to a host it could choose.
 */
export function authorityForScope(scope: string): string {
  const cloud = URL.canParse(scope) ? findCloudOfEnvironment(new URL(scope).host) : undefined
  return cloud === undefined ? 'https://login.microsoftonline.com' : authorityOf(cloud)
}

/**
 * Reads the option `authorityHost`: a host as in `login.microsoftonline.us`, or an origin as in `https://localhost:8443`.
 *
 * @returns The origin, without a trailing slash.
 * @throws {ConfigurationError} Without https, with a user name, path, query or fragment, or for a bare word.
 */
export function parseAuthorityHost(value: string | URL): string {
  const given = value instanceof URL ? value.href : value
  const origin = typeof given === 'string' ? findHttpsOrigin(given) : undefined
  if (origin !== undefined) return origin
  throw new ConfigurationError(
    'authorityHost',
    `${describeText(given, /[0-9a-z.:/-]/i)} is not an https host; give one such as login.microsoftonline.us or https://localhost:8443, without tenant or path`,
  )
}

// URLs take many more characters in a host than names in the DNS have, among them those of Entra's client secrets.
const dnsName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.?$/
const ipv6Address = /^\[[0-9a-f:.]+\]$/

function findHttpsOrigin(text: string): string | undefined {
  const hasScheme = text.includes('://')
  const address = hasScheme ? text : `https://${text}`
  if (!URL.canParse(address)) return undefined
  const { protocol, href, origin, hostname } = new URL(address)
  const isOrigin = protocol === 'https:' && (href === `${origin}/` || href === origin)
  const isHost = dnsName.test(hostname) || ipv6Address.test(hostname)
  // A bare word is more likely something else than a host.
  const isWord = !hasScheme && !/[.:]/.test(hostname) && hostname !== 'localhost'
  return isOrigin && isHost && !isWord ? origin : undefined
}

/** Names that stand for no single tenant ("Microsoft identity platform: OpenID Connect protocol", tenant values). */
export type SharedTenantName = 'common' | 'organizations' | 'consumers'

export function isSharedTenantName(tenantId: string): tenantId is SharedTenantName {
  return tenantId === 'common' || tenantId === 'organizations' || tenantId === 'consumers'
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const domainLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

export function isGuid(text: string): boolean {
  return guid.test(text.toLowerCase())
}

/**
 * Reads a tenant: a GUID, a domain name, or one of the shared names; lower case, so that one tenant has one spelling.
 *
 * @returns `undefined` for anything else, above all for what would change the path of the token endpoint.
 */
export function parseTenant(value: string): string | undefined {
  const tenantId = value.toLowerCase()
  if (isGuid(tenantId) || isSharedTenantName(tenantId)) return tenantId
  const labels = tenantId.split('.')
  const isDomain = tenantId.length <= 253 && labels.length > 1 && labels.every((label) => domainLabel.test(label))
  return isDomain ? tenantId : undefined
}

/**
 * What the wire protocol needs to know of an authority.
 *
 * The endpoint is built, not discovered: its form is documented ("Microsoft identity platform: endpoints"), RFC 6749
 * section 3.2 leaves it to the service how a client learns it, and reading metadata (RFC 8414) first would put a round
 * trip before each process's first token while trusting the very same host.
 */
export function buildAuthorizationServer(
  authorityHost: string,
  tenantId: string,
): AuthorizationServer & { readonly token_endpoint: string } {
  return {
    issuer: `${authorityHost}/${tenantId}/v2.0`,
    token_endpoint: `${authorityHost}/${tenantId}/oauth2/v2.0/token`,
  }
}
