import { authorityForScope, parseAuthorityHost } from '../entra/authority.ts'
import type { Grant } from '../entra/grants/grant.ts'
import { requestToken } from '../entra/token-request.ts'
import { ConfigurationError } from '../errors/configuration-error.ts'
import type { AccessToken } from '../tokens/access-token.ts'
import type { Clock } from '../tokens/clock.ts'
import { SweepingMap } from '../tokens/sweeping-map.ts'
import { cellOf } from '../tokens/token-cache.ts'
import type { TokenCell } from '../tokens/token-cell.ts'
import { type CredentialKind, type CredentialSettings, requireTenant, requireTenantFor } from './options.ts'
import type { GetTokenOptions, TokenCredential } from './token-credential.ts'
import { abortReason, waitFor } from './wait-for.ts'

/** What one kind of credential adds to the settings that all share. */
export interface Flow {
  readonly kind: CredentialKind
  readonly grant: Grant
  /** Who the token will stand for: the client ID, or the user's name. */
  readonly principal: string
  /** Tells credentials with different secrets apart. */
  readonly fingerprint: () => Promise<string>
}

/** A request that has been asked for before, and where its answer is. */
interface Memo {
  readonly scope: string
  /** As asked for, not as resolved. */
  readonly tenantId: string | undefined
  readonly authorityHost: string | undefined
  readonly cell: TokenCell
}

/** A credential for Microsoft Entra ID. Made by `clientSecret`, `clientCertificate` and `usernamePassword`. */
export class EntraCredential implements TokenCredential {
  readonly kind: CredentialKind
  readonly clientId: string
  /** The tenant it was made for; `undefined` when it takes the one that the connection learns. */
  readonly tenantId: string | undefined
  /** The authority it was made for, as an origin; `undefined` when it follows the environment's cloud. */
  readonly authorityHost: string | undefined
  readonly #flow: Flow
  readonly #settings: CredentialSettings
  /** Whose time decides about freshness: the cache's, as its entries may be shared. */
  readonly #clock: Clock
  /** The last request, and all of them by scope as far as their tokens live. */
  #memo: Memo | undefined
  #memos: SweepingMap<Memo> | undefined
  #fingerprint: Promise<string> | undefined

  constructor(flow: Flow, settings: CredentialSettings) {
    this.kind = flow.kind
    this.clientId = settings.clientId
    this.tenantId = settings.tenantId === undefined ? undefined : requireTenantFor(flow.kind, settings.tenantId)
    this.authorityHost = settings.authorityHost
    this.#flow = flow
    this.#settings = settings
    this.#clock = settings.cache.clock
  }

  /** Whether tokens stand for the application itself rather than for a person. */
  get isAppOnly(): boolean {
    return this.kind !== 'usernamePassword'
  }

  /**
   * A token for one resource, from the cache while it is fresh. After a wrong secret or password, and while a
   * `Retry-After` lasts, calls without `claims` end in the same failure again, and nothing is sent.
   *
   * @param scopes For example `https://org.crm4.dynamics.com/.default`; several are joined by spaces.
   * @throws {TokenEndpointError} When the authority refused.
   * @throws {UnexpectedResponseError} When the authority's answer is not the protocol.
   * @throws {TransportError} When the authority could not be reached.
   * @throws {CertificateError} When the platform cannot use the private key.
   * @throws {ConfigurationError} When there is no tenant, or an option cannot work.
   */
  getToken(scopes: string | readonly string[], options?: GetTokenOptions): Promise<AccessToken> {
    // The warm path allocates nothing; it is measured against a promise around a Map lookup.
    const scope = Array.isArray(scopes) && scopes.length === 1 ? scopes[0] : scopes
    let memo = this.#memo
    if (memo !== undefined && memo.scope !== scope) memo = this.#memos?.get(scope)
    if (memo !== undefined && isRepeated(memo, options)) {
      const token = memo.cell.fresh(this.#clock.now())
      if (token !== undefined) return token
    }
    return this.#acquire(scopes, options)
  }

  async #acquire(scopes: string | readonly string[], options: GetTokenOptions | undefined): Promise<AccessToken> {
    const { signal, claims } = readOptions(options)
    if (signal?.aborted) throw abortReason(signal)
    const scope = joinScopes(scopes)
    const target = this.#resolve(scope, options)
    const { cache, fetch, clock } = this.#settings
    const { grant, kind, principal } = this.#flow
    this.#fingerprint ??= this.#flow.fingerprint()
    const secret = await this.#fingerprint
    if (signal?.aborted) throw abortReason(signal)
    // JSON keeps the parts apart whatever characters they hold.
    const key = JSON.stringify([target.authorityHost, target.tenantId, target.clientId, kind, principal, secret, scope])
    const cell = cellOf(cache, key)
    this.#remember({ scope, tenantId: options?.tenantId, authorityHost: options?.authorityHost, cell })
    const obtain = (challenge: string | undefined) => requestToken(grant, target, { fetch, clock }, challenge)
    return waitFor(cell.take(obtain, claims), signal)
  }

  #remember(memo: Memo): void {
    const last = this.#memo
    // Most credentials have one scope; the map comes with the second.
    if (last !== undefined && last.scope !== memo.scope) {
      this.#memos ??= new SweepingMap(({ cell }) => cell.isIdle(this.#clock.now()))
      this.#memos.set(last.scope, last)
    }
    this.#memos?.set(memo.scope, memo)
    this.#memo = memo
  }

  /** Decides where to sign in: what the credential was made for comes before what the call asks for. */
  #resolve(scope: string, options: GetTokenOptions | undefined) {
    const asked = options?.authorityHost
    const authorityHost =
      this.authorityHost ?? (asked === undefined ? authorityForScope(scope) : parseAuthorityHost(asked))
    const tenantId = this.tenantId ?? (options?.tenantId === undefined ? undefined : requireTenant(options.tenantId))
    if (tenantId === undefined) {
      throw new ConfigurationError(
        'tenantId',
        'it is missing; give it to the credential, or use connect, which learns it from the environment',
      )
    }
    return { authorityHost, tenantId: requireTenantFor(this.kind, tenantId), clientId: this.clientId, scope }
  }
}

/** Whether a call asks for the same as before, and for nothing that the cache cannot give. */
function isRepeated(memo: Memo, options: GetTokenOptions | undefined): boolean {
  if (options === undefined || options === null) return memo.tenantId === undefined && memo.authorityHost === undefined
  return (
    options.tenantId === memo.tenantId &&
    options.authorityHost === memo.authorityHost &&
    !options.claims &&
    !options.abortSignal?.aborted
  )
}

/** The options that concern a call; an empty claims challenge is none. */
function readOptions(options: GetTokenOptions | undefined) {
  const signal = options?.abortSignal ?? undefined
  const claims = options?.claims || undefined
  if (claims !== undefined && typeof claims !== 'string') {
    throw new ConfigurationError('claims', 'give the claims challenge as JSON text')
  }
  if (signal !== undefined && typeof signal.addEventListener !== 'function') {
    throw new ConfigurationError('abortSignal', 'give an AbortSignal')
  }
  return { signal, claims }
}

function joinScopes(scopes: string | readonly string[]): string {
  const scope = Array.isArray(scopes) ? scopes.join(' ') : scopes
  if (typeof scope === 'string' && /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(scope)) return scope
  throw new ConfigurationError(
    'scopes',
    'give at least one, such as https://org.crm4.dynamics.com/.default, in printable characters without blanks',
  )
}
