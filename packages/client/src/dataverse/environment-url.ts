import { ConfigurationError } from '../errors/configuration-error.ts'
import { ForeignOriginError } from '../errors/foreign-origin-error.ts'

/**
 * Reads the option `environmentUrl`.
 *
 * @returns The environment's origin, for example `https://org.crm4.dynamics.com`.
 * @throws {ConfigurationError} Unless it is an https origin.
 */
export function parseEnvironmentUrl(value: string | URL): string {
  const text = value instanceof URL ? value.href : value
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined) throw refuse('it is not a URL; give one such as https://org.crm4.dynamics.com')
  if (url.protocol !== 'https:') throw refuse('it does not begin with https:; tokens are sent over https only')
  if (url.username !== '' || url.password !== '') {
    throw refuse('it holds a user name or password; those go into a credential')
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw refuse(`it has more than a host; give the environment's address alone: ${url.origin}`)
  }
  return url.origin
}

function refuse(problem: string): ConfigurationError {
  return new ConfigurationError('environmentUrl', problem)
}

/**
 * Reads the option `apiVersion`.
 *
 * @returns The path of the Web API's service root, with slashes at both ends.
 */
export function buildServiceRoot(apiVersion: string): string {
  const text = typeof apiVersion === 'string' ? apiVersion : ''
  const [, version] = /^v?(\d{1,3}\.\d{1,3})$/i.exec(text) ?? []
  if (version !== undefined) return `/api/data/v${version}/`
  throw new ConfigurationError('apiVersion', 'give a version such as v9.2')
}

/**
 * Finds the address of a request.
 *
 * @param serviceRoot Absolute URL that relative paths start from.
 * @throws {ForeignOriginError} When the address is on another origin, however that is written: `//host`, `\\host`, `x:`.
 * @throws {ConfigurationError} When it is no address, or carries a user name.
 */
export function resolveAddress(serviceRoot: string, pathOrUrl: string | URL): URL {
  const text = pathOrUrl instanceof URL || typeof pathOrUrl === 'string' ? String(pathOrUrl) : undefined
  if (text === undefined || !URL.canParse(text, serviceRoot)) {
    throw new ConfigurationError('pathOrUrl', 'give a path such as accounts?$top=3, or a URL of the environment')
  }
  const url = new URL(text, serviceRoot)
  const { origin } = new URL(serviceRoot)
  if (!isOfOrigin(url, origin)) throw new ForeignOriginError(origin, describeOrigin(url), 'argument')
  if (url.username !== '' || url.password !== '') {
    throw new ConfigurationError(
      'pathOrUrl',
      'it holds a user name or password; the connection brings its own credential',
    )
  }
  return url
}

/** Whether an address is of an https origin. The scheme counts for itself: `blob:https://host/x` has the origin of `host`. */
export function isOfOrigin(url: URL, origin: string): boolean {
  return url.protocol === 'https:' && url.origin === origin
}

/** The origin as a message names it, or the scheme where there is no origin to speak of. */
export function describeOrigin(url: URL): string {
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : `a "${url.protocol}" address`
}
