import type { EntraEndpoint } from '@versekey/facts/aadsts'
import { personalAccountsTenantId } from '@versekey/facts/well-known-ids'
import type { Service, ServiceReply, ServiceRequest } from '../listeners/service.ts'
import type { EntraContext } from './entra-context.ts'
import { EntraError } from './entra-error.ts'
import { metadataReply, notFoundReply, preflightReply, replyOrRefuse } from './entra-reply.ts'
import { instanceDiscovery } from './metadata/instance-discovery.ts'
import { keySet } from './metadata/key-set.ts'
import { type MetadataSubject, openIdConfigurationV1, openIdConfigurationV2 } from './metadata/openid-configuration.ts'
import { userRealm } from './metadata/user-realm.ts'
import { pooledRandomBytes } from './pooled-random-bytes.ts'
import { printable } from './printable.ts'
import { findCorrelationId, type RequestContext, randomGuid } from './request-context.ts'
import { tenantOfSegment } from './tenant-of-request.ts'
import { tokenEndpoint } from './token-endpoint/token-endpoint.ts'

/** One endpoint of a tenant. */
interface Route {
  readonly method: 'GET' | 'POST'
  readonly endpoint: EntraEndpoint
  readonly protocol: 'v1' | 'v2'
  answer(request: RequestContext, context: EntraContext): ServiceReply | Promise<ServiceReply>
}

/** By what follows the tenant segment. Paths match without case: published clients write `/Common/UserRealm/` too. */
const routes: ReadonlyMap<string, Route> = new Map(
  Object.entries<Route>({
    'oauth2/v2.0/token': { method: 'POST', endpoint: 'token', protocol: 'v2', answer: tokenEndpoint },
    'oauth2/token': { method: 'POST', endpoint: 'token', protocol: 'v1', answer: tokenEndpoint },
    'v2.0/.well-known/openid-configuration': metadata('v2', (request, context) =>
      openIdConfigurationV2(metadataSubject(request, context)),
    ),
    '.well-known/openid-configuration': metadata('v1', (request, context) =>
      openIdConfigurationV1(metadataSubject(request, context)),
    ),
    'discovery/v2.0/keys': metadata('v2', servedKeys),
    'discovery/keys': metadata('v1', servedKeys),
    'discovery/instance': metadata('v2', ({ request, authority }) => instanceDiscovery(request.query, authority)),
    'userrealm/{user}': metadata('v1', (request, { world }) => userRealm(lastSegment(request), world.directory)),
    'oauth2/v2.0/authorize': notEmulated('GET', 'authorize', 'v2'),
    'oauth2/authorize': notEmulated('GET', 'authorize', 'v1'),
    'oauth2/v2.0/devicecode': notEmulated('POST', 'device', 'v2'),
    'oauth2/devicecode': notEmulated('POST', 'device', 'v1'),
    'oauth2/v2.0/logout': notEmulated('GET', 'authorize', 'v2'),
    'oauth2/logout': notEmulated('GET', 'authorize', 'v1'),
    'v2.0/adminconsent': notEmulated('GET', 'authorize', 'v2'),
    adminconsent: notEmulated('GET', 'authorize', 'v1'),
  }),
)

/** Entra ID as an authorization server (RFC 6749 section 1.1): its metadata and its token endpoint. */
export function createEntraService(surroundings: EntraContext): Service {
  const context = { ...surroundings, randomBytes: pooledRandomBytes(surroundings.randomBytes) }
  return (request) => {
    const [, tenantSegment = '', ...rest] = request.path.split('/')
    const route = routes.get(routeKey(rest))
    const requestContext = createRequestContext(request, context, decodeSegment(tenantSegment), route)
    if (route === undefined) return notFoundReply(requestContext)
    if (request.method === 'OPTIONS') return preflightReply(requestContext)
    return replyOrRefuse(requestContext, () => {
      if (!accepts(route, request.method)) throw wrongMethod(route, request.method)
      return route.answer(requestContext, context)
    })
  }
}

function routeKey(segments: readonly string[]): string {
  const path = segments.join('/').toLowerCase()
  return /^userrealm\/[^/]+$/.test(path) ? 'userrealm/{user}' : path
}

function metadata(protocol: 'v1' | 'v2', document: (request: RequestContext, context: EntraContext) => object): Route {
  return {
    method: 'GET',
    endpoint: 'discovery',
    protocol,
    answer: (request, context) => metadataReply(request, document(request, context)),
  }
}

/** An endpoint of Entra ID that the emulator does not have yet says so in Entra's own error shape. */
function notEmulated(method: Route['method'], endpoint: EntraEndpoint, protocol: Route['protocol']): Route {
  return {
    method,
    endpoint,
    protocol,
    answer({ request }) {
      throw new EntraError(90010, {
        message: `The endpoint '${printable(request.path)}' is not emulated by Versekey yet.`,
        remedy: 'Sign in by client credentials or by user name and password. (the developer of the client)',
      })
    },
  }
}

function createRequestContext(
  request: ServiceRequest,
  { addresses, clock, randomBytes }: EntraContext,
  tenantSegment: string,
  route: Route | undefined,
): RequestContext {
  return {
    request,
    authority: addresses.authority,
    clock,
    endpoint: route?.endpoint ?? 'discovery',
    protocol: route?.protocol ?? 'v2',
    tenantSegment,
    traceId: randomGuid(randomBytes),
    correlationId: findCorrelationId(request) ?? randomGuid(randomBytes),
  }
}

/** A tenant's document names it by id whatever the URL said: this is how a domain becomes a tenant id. */
function metadataSubject({ authority, tenantSegment }: RequestContext, { world }: EntraContext): MetadataSubject {
  const tenant = tenantOfSegment(tenantSegment, world.directory)
  if (typeof tenant !== 'string') {
    return { authority, segment: tenant.tenantId, issuerTenant: tenant.tenantId, region: 'EU' }
  }
  const issuerTenant = tenant === 'consumers' ? personalAccountsTenantId : '{tenantid}'
  return { authority, segment: tenant, issuerTenant, region: null }
}

function servedKeys({ authority, tenantSegment }: RequestContext, { world, signingKeys }: EntraContext): object {
  tenantOfSegment(tenantSegment, world.directory)
  return keySet(signingKeys, authority)
}

function accepts(route: Route, method: string): boolean {
  return method === route.method || (method === 'HEAD' && route.method === 'GET')
}

function wrongMethod(route: Route, method: string): EntraError {
  if (route.method === 'POST')
    return new EntraError(900561, { values: { validMethods: route.method, method: printable(method) } })
  return new EntraError(9002313, {
    status: 405,
    reason: `the endpoint answers ${route.method} only, the request was ${printable(method)}`,
  })
}

function lastSegment({ request }: RequestContext): string {
  return decodeSegment(request.path.slice(request.path.lastIndexOf('/') + 1))
}

/** A segment that is not valid percent-encoding stands as it was sent; it will name nothing. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
