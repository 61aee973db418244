import { VersekeyError } from './versekey-error.ts'

/** What kept an exchange from completing, as far as the platform tells. */
export type TransportErrorReason =
  /** The host name has no address. */
  | 'name_not_found'
  /** The host refused the connection. */
  | 'connection_refused'
  /** The server's certificate was not accepted. */
  | 'certificate_not_trusted'
  /** No complete answer within the time allowed. */
  | 'timeout'
  /** Anything else; browsers tell no more than this. */
  | 'network'

/** A server could not be reached, or the connection broke before the whole answer was read; `cause` is the platform's error. */
export class TransportError extends VersekeyError {
  override readonly name = 'TransportError'
  override readonly code = 'VERSEKEY_TRANSPORT'
  readonly reason: TransportErrorReason
  /** Origin of the server. */
  readonly origin: string

  constructor(origin: string, cause: unknown) {
    const reason = findReason(cause)
    super(`no answer from ${origin}: ${sentences[reason]}`, { cause })
    this.reason = reason
    this.origin = origin
  }
}

const sentences: Record<TransportErrorReason, string> = {
  name_not_found: 'the host name has no address',
  connection_refused: 'the connection was refused',
  certificate_not_trusted: 'its certificate is not trusted',
  timeout: 'it took too long',
  network: 'the network or the server broke the exchange off',
}

const reasonByCode: ReadonlyMap<string, TransportErrorReason> = new Map([
  ['ENOTFOUND', 'name_not_found'],
  ['EAI_AGAIN', 'name_not_found'],
  ['ECONNREFUSED', 'connection_refused'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate_not_trusted'],
])

// X.509 verification results under the names that Node.js gives them ("Node.js TLS: X509 certificate error codes").
const certificateCode = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:GET|VERIFY|DECRYPT|DECODE)_)/

/** The platform wraps the telling error a few levels deep: `TypeError: fetch failed` → `cause` → `cause`. */
function findReason(failure: unknown): TransportErrorReason {
  let error = failure
  for (let depth = 0; depth < 5 && error instanceof Error; depth++) {
    if (error.name === 'TimeoutError') return 'timeout'
    const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
    const reason = reasonByCode.get(code)
    if (reason !== undefined) return reason
    if (certificateCode.test(code)) return 'certificate_not_trusted'
    error = error.cause
  }
  return 'network'
}
