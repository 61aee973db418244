import { VersekeyError } from './versekey-error.ts'

/**
 * A request with a token was about to go to another origin than the environment's, by its address or by a redirect.
 * The token did not leave (RFC 9700 section 4.9.1: counterfeit resource servers collect tokens).
 */
export class ForeignOriginError extends VersekeyError {
  override readonly name = 'ForeignOriginError'
  override readonly code = 'VERSEKEY_FOREIGN_ORIGIN'
  /** Origin the token is for. */
  readonly environmentUrl: string
  /** Origin that was refused. */
  readonly origin: string
  readonly via: 'argument' | 'redirect'

  constructor(environmentUrl: string, origin: string, via: 'argument' | 'redirect') {
    const how = via === 'redirect' ? 'The environment redirected to' : 'The request is addressed to'
    super(
      `${how} ${origin}, but the connection signs requests for ${environmentUrl} only; use plain fetch for other hosts`,
    )
    this.environmentUrl = environmentUrl
    this.origin = origin
    this.via = via
  }
}
