import { VersekeyError } from './versekey-error.ts'
import { wireText } from './wire-text.ts'

/** What a {@link DataverseError} is made of. */
export interface DataverseFailure {
  readonly status: number
  readonly errorCode?: string | undefined
  /** The server's own sentence, free of tokens. */
  readonly serverMessage?: string | undefined
  readonly requestId?: string | undefined
  readonly retryAfterSeconds?: number | undefined
}

/** The Dataverse Web API refused a request ("Compose HTTP requests and handle errors"). */
export class DataverseError extends VersekeyError {
  override readonly name = 'DataverseError'
  override readonly code = 'VERSEKEY_DATAVERSE'
  readonly status: number
  /** Lower-case hexadecimal, for example `0x80072560`; `undefined` when the answer was not a Web API error. */
  readonly errorCode: string | undefined
  /** The server's sentence; it may change at any time. */
  readonly serverMessage: string | undefined
  /** Quote this to Microsoft support; safe to log. */
  readonly requestId: string | undefined
  /** How long the server asked to wait, from `Retry-After` (RFC 9110 section 10.2.3). */
  readonly retryAfterSeconds: number | undefined

  constructor(operation: string, failure: DataverseFailure) {
    const { status, errorCode, serverMessage, requestId } = failure
    const what = errorCode === undefined ? `${status}` : `${status} ${wireText(errorCode, 40)}`
    const sentence = serverMessage === undefined ? '' : `: ${wireText(serverMessage, 500)}`
    super(
      `Dataverse answered ${operation} with ${what}${sentence}${requestId === undefined ? '' : ` (request ID ${wireText(requestId, 90)})`}`,
    )
    this.status = status
    this.errorCode = errorCode
    this.serverMessage = serverMessage
    this.requestId = requestId
    this.retryAfterSeconds = failure.retryAfterSeconds
  }
}
