import type { IncomingHttpHeaders } from 'node:http'

/** A request as the services see it: read whole, not yet judged. */
export interface ServiceRequest {
  /** Upper case. */
  readonly method: string
  /** As sent, percent-encoded, without the query. */
  readonly path: string
  /** As sent, without the question mark; empty when there is none. */
  readonly query: string
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** The body was longer than the limit and has been dropped; each service refuses it in its own error shape. */
  readonly bodyTooLarge: boolean
}

/** What became of a request, for the journal. No secret, token or assertion may be put here. */
export interface Outcome {
  /** Who called, as far as it is known: a client id, a user principal name or an object id. */
  readonly caller?: string
  /** `AADSTS7000215` or `0x80072560`; absent on success. */
  readonly code?: string
  /** What was wrong, with the values that matter and without secrets. */
  readonly reason?: string
  /** What would have been right, and who can do it. */
  readonly remedy?: string
}

/** A service's answer. */
export interface ServiceReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string | Buffer
  readonly outcome?: Outcome
}

/** One emulated server. It throws only on a defect of its own; every refusal is a reply. */
export type Service = (request: ServiceRequest) => ServiceReply | Promise<ServiceReply>
