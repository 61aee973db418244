/** What of an environment a path addresses. */
export type Endpoint =
  /** @property root `/api/data/v9.2`; `undefined` when the version is missing or not one that is served. */
  | { readonly kind: 'webApi'; readonly root: string | undefined; readonly version: string; readonly path: string }
  /** The SOAP endpoint. */
  | { readonly kind: 'organizationService' }

/** Versions of the Web API that answer today; older ones do not. */
const servedVersion = /^v9\.[0-2]$/

const webApi = /^\/api\/data(?:\/(?<version>[^/]*)(?:\/(?<path>.*))?)?$/is
const organizationService = /^\/xrmservices\/2011\/organization\.svc(?:\/|$)/i

/** Finds the service a path belongs to; paths of IIS match without case. */
export function findEndpoint(path: string): Endpoint | undefined {
  if (organizationService.test(path)) return { kind: 'organizationService' }
  const groups = webApi.exec(path)?.groups
  if (groups === undefined) return undefined
  const version = (groups['version'] ?? '').toLowerCase()
  return {
    kind: 'webApi',
    version,
    root: servedVersion.test(version) ? `/api/data/${version}` : undefined,
    path: groups['path'] ?? '',
  }
}
