/** A token with its times, of the shape of `AccessToken` in `@azure/core-auth`. Frozen: all callers get the same object. */
export interface AccessToken {
  readonly token: string
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly expiresOnTimestamp: number
  /** From when on it is worth asking again; milliseconds since 1970-01-01T00:00:00Z. */
  readonly refreshAfterTimestamp?: number
}
