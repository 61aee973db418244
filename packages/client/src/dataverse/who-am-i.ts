import { DataverseError } from '../errors/dataverse-error.ts'
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts'
import { readBoundedText } from '../transport/bounded-body.ts'
import { retellTransportFailure } from '../transport/fetch.ts'
import { parseRetryAfter } from '../transport/retry-after.ts'

/** Who a connection is signed in as ("WhoAmI Function", Dataverse Web API reference). */
export interface WhoAmI {
  /** Key of the row in `systemusers`. */
  readonly userId: string
  readonly businessUnitId: string
  readonly organizationId: string
}

/** Options of `whoAmI`. */
export interface WhoAmIOptions {
  readonly signal?: AbortSignal | null | undefined
}

/** The answer has three GUIDs, an error a few sentences. */
const maxAnswerBytes = 64 * 1024

/** What judging an answer takes beside the answer. */
export interface WhoAmIContext {
  /** The environment's. */
  readonly origin: string
  /** Milliseconds, for a `Retry-After` that is a date. */
  readonly now: number
  /** Takes out of a text what must not be shown. */
  readonly redact: (text: string) => string
}

/**
 * Judges the answer to `GET WhoAmI`.
 *
 * @throws {DataverseError} For every status but 2xx.
 * @throws {UnexpectedResponseError} When a 2xx answer is not that of WhoAmI.
 */
export async function processWhoAmI(response: Response, context: WhoAmIContext): Promise<WhoAmI> {
  const { origin } = context
  const body = await readJson(response, origin)
  if (!response.ok) throw toDataverseError(response, body, context)
  const userId = textOf(body, 'UserId')
  const businessUnitId = textOf(body, 'BusinessUnitId')
  const organizationId = textOf(body, 'OrganizationId')
  if (userId === undefined || businessUnitId === undefined || organizationId === undefined) {
    throw new UnexpectedResponseError(
      'not_conform',
      origin,
      response.status,
      'not the answer of WhoAmI; is this the address of an environment?',
    )
  }
  return { userId, businessUnitId, organizationId }
}

/** The body as JSON; `undefined` when it is too long or something else, such as the page that a 401 carries. */
async function readJson(response: Response, origin: string): Promise<unknown> {
  try {
    const text = await readBoundedText(response, maxAnswerBytes)
    return text === undefined ? undefined : parseJson(text)
  } catch (failure) {
    throw retellTransportFailure(failure, new URL(origin))
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `{"error":{"code":"0x80040217","message":"…"}}` ("Compose HTTP requests and handle errors"). */
function toDataverseError(response: Response, body: unknown, { redact, now }: WhoAmIContext): DataverseError {
  const error = propertyOf(body, 'error')
  const code = textOf(error, 'code')
  const message = textOf(error, 'message')
  return new DataverseError('WhoAmI', {
    status: response.status,
    errorCode: code === undefined || !/^0x[0-9a-f]{1,8}$/i.test(code) ? undefined : code.toLowerCase(),
    serverMessage: message === undefined ? undefined : redact(message),
    requestId: findRequestId(response.headers, redact),
    retryAfterSeconds: parseRetryAfter(response.headers, now),
  })
}

/** A GUID, or several with commas between; whatever else a server writes there is not kept, for it may be the token. */
const requestIds = /^[0-9a-f,-]{1,90}$/i

function findRequestId(headers: Headers, redact: (text: string) => string): string | undefined {
  const values = ['x-ms-service-request-id', 'req_id'].map((name) => headers.get(name) ?? '')
  return values.find((value) => requestIds.test(redact(value)))
}

function textOf(value: unknown, name: string): string | undefined {
  const property = propertyOf(value, name)
  return typeof property === 'string' ? property : undefined
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
}
