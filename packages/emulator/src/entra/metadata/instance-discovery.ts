import { clouds } from '@versekey/facts/clouds'
import { EntraError } from '../entra-error.ts'

/**
 * `GET /common/discovery/instance`: which hosts are authorities, and where their metadata is. The tenant of the query is
 * echoed, not judged: a wrong one shows at the next step, as with the service. Our own host is known without its port
 * too, since MSAL Python drops that.
 */
export function instanceDiscovery(query: string, authority: string): object {
  const own = new URL(authority)
  const endpoint = authorizationEndpoint(query)
  const isOwn = endpoint.host === own.host || (endpoint.hostname === own.hostname && endpoint.port === '')
  const instances = [instanceOf(own.host, []), ...knownInstances()]
  if (!isOwn && !instances.some(({ aliases }) => aliases.includes(endpoint.host))) {
    throw new EntraError(50049, { reason: 'the host of authorization_endpoint is no authority of any cloud' })
  }
  const tenant = endpoint.pathname.split('/')[1] ?? ''
  const version = /\/v2\.0\/authorize$/i.test(endpoint.pathname) ? '/v2.0' : ''
  const base = isOwn ? authority : `https://${endpoint.host}`
  return {
    tenant_discovery_endpoint: `${base}/${tenant}${version}/.well-known/openid-configuration`,
    'api-version': new URLSearchParams(query).get('api-version') ?? '1.1',
    metadata: instances,
  }
}

function authorizationEndpoint(query: string): URL {
  const value = new URLSearchParams(query).get('authorization_endpoint')
  if (value === null || value === '') throw new EntraError(900144, { values: { parameter: 'authorization_endpoint' } })
  const url = URL.parse(value)
  if (url === null) throw new EntraError(50050, { reason: 'authorization_endpoint is not a URL' })
  return url
}

interface Instance {
  readonly preferred_network: string
  readonly preferred_cache: string
  readonly aliases: readonly string[]
}

function instanceOf(host: string, others: readonly string[]): Instance {
  return { preferred_network: host, preferred_cache: others[0] ?? host, aliases: [host, ...others] }
}

/** The public and sovereign authorities; GCC shares that of the public cloud. */
function knownInstances(): Instance[] {
  const byHost = new Map(clouds.map(({ authorityHost, authorityAliases }) => [authorityHost, authorityAliases]))
  return [...byHost].map(([host, aliases]) => instanceOf(host, aliases))
}
