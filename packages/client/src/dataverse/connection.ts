import type { GetTokenOptions, TokenCredential } from '../credentials/token-credential.ts'
import { ConfigurationError } from '../errors/configuration-error.ts'
import { redact } from '../errors/redact.ts'
import type { AccessToken } from '../tokens/access-token.ts'
import type { Clock } from '../tokens/clock.ts'
import { isHeaderText } from '../tokens/header-text.ts'
import { type Fetch, send } from '../transport/fetch.ts'
import { withTimeout } from '../transport/timeout.ts'
import { resolveAddress } from './environment-url.ts'
import { followRedirects, type PreparedRequest } from './redirects.ts'
import { processWhoAmI, type WhoAmI, type WhoAmIOptions } from './who-am-i.ts'

/** What `connect` found out and decided. */
export interface ConnectionSettings {
  /** Origin of the environment. */
  readonly environmentUrl: string
  /** Absolute URL of the Web API's service root, with a slash at its end. */
  readonly serviceRoot: string
  readonly credential: TokenCredential
  readonly scope: string
  readonly tenantId: string | undefined
  readonly authorityHost: string | undefined
  readonly fetch: Fetch
  readonly clock: Clock
}

/** What redirects more often than this is a loop. */
const maxRedirects = 5

/** An environment and a credential for it. Made by `connect`. */
export class Connection {
  /** Origin of the environment, for example `https://org.crm4.dynamics.com`. */
  readonly environmentUrl: string
  /** Tenant that tokens come from; `undefined` when a credential of another library decides that by itself. */
  readonly tenantId: string | undefined
  /** Origin of the authority that tokens come from; `undefined` likewise. */
  readonly authorityHost: string | undefined
  readonly #settings: ConnectionSettings
  /** One object for all calls. */
  readonly #tokenOptions: GetTokenOptions | undefined

  constructor(settings: ConnectionSettings) {
    const { environmentUrl, tenantId, authorityHost } = settings
    this.environmentUrl = environmentUrl
    this.tenantId = tenantId
    this.authorityHost = authorityHost
    this.#settings = settings
    // Another library's credential knows its own tenant and may refuse to be told one.
    this.#tokenOptions = tenantId === undefined ? undefined : Object.freeze({ tenantId, authorityHost })
  }

  /**
   * A token for the environment, from the credential's cache while it is fresh.
   *
   * @throws What the credential throws; {@link ConfigurationError} when it gives no token or one that no header can carry.
   */
  async getToken(options?: GetTokenOptions): Promise<AccessToken> {
    const { credential, scope } = this.#settings
    const own = this.#tokenOptions
    const token = await credential.getToken(scope, options === undefined ? own : { ...options, ...own })
    if (token === null) throw new ConfigurationError('credential', 'it gave no token for this environment')
    if (isHeaderText(token.token)) return token
    throw new ConfigurationError(
      'credential',
      'it gave a token that is empty or has characters that a header cannot carry',
    )
  }

  /**
   * Sends a request with a token and the headers that the Web API asks for; relative paths start at the service root.
   * Redirects are followed within the environment's origin, at most five; with `redirect: 'manual'` they are returned,
   * with `'error'` refused.
   *
   * @returns The answer, whatever its status.
   * @throws {ForeignOriginError} When the address or a redirect leads to another origin; nothing was sent there.
   * @throws {ConfigurationError} When the address is none, or `init` brings an `Authorization` header.
   * @throws {UnexpectedResponseError} On a redirect that cannot be followed.
   * @throws {TransportError} When no answer came; and what `getToken` throws. An abort by `init.signal` throws its reason.
   */
  async fetch(pathOrUrl: string | URL, init: RequestInit = {}): Promise<Response> {
    const { request } = await this.#sign(pathOrUrl, init)
    return this.#send(request, init)
  }

  async #sign(pathOrUrl: string | URL, init: RequestInit): Promise<{ request: PreparedRequest; token: string }> {
    const url = resolveAddress(this.#settings.serviceRoot, pathOrUrl)
    const headers = buildHeaders(init.headers)
    const { token } = await this.getToken(init.signal ? { abortSignal: init.signal } : undefined)
    headers.set('authorization', `Bearer ${token}`)
    const method = init.method?.toUpperCase() ?? 'GET'
    return { request: { url, init: { ...init, method, headers, redirect: 'manual' } }, token }
  }

  #send(request: PreparedRequest, { redirect, signal }: RequestInit): Promise<Response> {
    const sendOnce = (one: PreparedRequest) => send(this.#settings.fetch, one.url, one.init, signal)
    if (redirect === 'manual') return sendOnce(request)
    return followRedirects(request, sendOnce, redirect === 'error' ? 0 : maxRedirects)
  }

  /**
   * Who the connection is signed in as, in the eyes of Dataverse. The request ends after 30 seconds.
   *
   * @param options `signal` ends it before that, with the signal's reason.
   * @throws {DataverseError} When Dataverse refuses, for example 403 `0x80072560`: no user in this environment.
   * @throws What `fetch` throws; {@link UnexpectedResponseError} when a 2xx answer is not that of WhoAmI.
   */
  async whoAmI({ signal }: WhoAmIOptions = {}): Promise<WhoAmI> {
    // The wait for a token has a limit of its own.
    const { request, token } = await this.#sign('WhoAmI', signal ? { signal } : {})
    const exchange = async (limit: AbortSignal) => {
      const { url, init } = request
      const response = await this.#send({ url, init: { ...init, signal: limit } }, { signal: limit })
      return processWhoAmI(response, {
        origin: this.environmentUrl,
        now: this.#settings.clock.now(),
        redact: (text) => redact(text, [token]),
      })
    }
    return withTimeout(request.url, exchange, signal)
  }
}

/** "Compose HTTP requests and handle errors": these three belong on every request. */
function buildHeaders(given: RequestInit['headers']): Headers {
  const headers = new Headers(given)
  if (headers.has('authorization')) {
    throw new ConfigurationError(
      'init.headers',
      'there is an Authorization header, but the connection brings its own; use plain fetch to send another token',
    )
  }
  if (!headers.has('accept')) headers.set('accept', 'application/json')
  if (!headers.has('odata-version')) headers.set('odata-version', '4.0')
  if (!headers.has('odata-maxversion')) headers.set('odata-maxversion', '4.0')
  return headers
}
