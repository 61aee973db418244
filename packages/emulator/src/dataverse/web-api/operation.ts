import type { IncomingHttpHeaders } from 'node:http'
import type { Clock } from '../../clock.ts'
import type { EnvironmentRecord } from '../../world/model.ts'
import type { Caller } from '../identity/find-caller.ts'
import type { Statements } from '../tables/statements.ts'

/** One thing to do: what is left of a request when it is known who sent it. A batch holds many. */
export interface Operation {
  /** Upper case. */
  readonly method: string
  /** What follows the service root, percent-encoded as sent: `accounts(…)`. */
  readonly path: string
  /** As sent, without the question mark. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Where and as whom operations run. */
export interface OperationContext {
  readonly caller: Caller
  readonly statements: Statements
  readonly record: EnvironmentRecord
  /** Of the environment: `https://localhost:8444`. */
  readonly origin: string
  /** With the version the client asked for: `https://localhost:8444/api/data/v9.2`. */
  readonly serviceRoot: string
  readonly clock: Clock
  readonly randomId: () => string
}

/** What came of an operation. */
export interface OperationReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A JSON answer with OData's minimal metadata. */
export function jsonReply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): OperationReply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; odata.metadata=minimal', ...headers },
    body: JSON.stringify(body),
  }
}

/** The header that says which preferences were honoured, RFC 7240 section 3. */
export function preferenceApplied(...honoured: readonly (string | undefined)[]): Readonly<Record<string, string>> {
  const names = honoured.filter((name) => name !== undefined)
  return names.length === 0 ? {} : { 'Preference-Applied': names.join(',') }
}
