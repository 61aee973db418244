import type { AccessToken } from '../tokens/access-token.ts'

/** As much of `AbortSignal` as is needed; the same as in `@azure/abort-controller`. */
export interface AbortSignalLike {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** Options of `getToken`; those of Azure's `GetTokenOptions` that have no meaning here are accepted and ignored. */
export interface GetTokenOptions {
  /** Ends this call's wait. A request that others wait for as well goes on. */
  readonly abortSignal?: AbortSignalLike | undefined
  /** Tenant to sign in at; used when the credential was made without one. A connection hands over what it has learnt. */
  readonly tenantId?: string | undefined
  /** Authority to sign in at; used when the credential was made without one. */
  readonly authorityHost?: string | undefined
  /** A claims challenge, JSON text: what is cached is not used, and the new token takes its place. */
  readonly claims?: string | undefined
  readonly requestOptions?: { readonly timeout?: number | undefined } | undefined
  readonly enableCae?: boolean | undefined
  readonly tracingOptions?: object | undefined
}

/**
 * Anything that gives tokens; structurally `TokenCredential` of `@azure/core-auth`, so that Azure's credentials work
 * here and ours work there.
 */
export interface TokenCredential {
  getToken(scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken | null>
}
