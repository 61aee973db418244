import type { Outcome, ServiceReply } from '../listeners/service.ts'
import { aadstsEntry, EntraError, messageOf, wireForm } from './entra-error.ts'
import { printable } from './printable.ts'
import type { RequestContext } from './request-context.ts'

/** Headers of every answer of Entra ID, as recorded traffic has them, without HSTS: that would pin localhost to HTTPS. */
function commonHeaders(context: RequestContext): Record<string, string> {
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'x-ms-request-id': context.traceId,
    'x-ms-ests-server': '2.1.0 - Versekey emulator',
    ...(context.request.headers['return-client-request-id'] === 'true' && {
      'client-request-id': context.correlationId,
    }),
  }
}

/** Metadata: public, cacheable for a day, readable from any origin. */
export function metadataReply(context: RequestContext, document: unknown): ServiceReply {
  return {
    status: 200,
    headers: {
      ...commonHeaders(context),
      'Cache-Control': 'max-age=86400, private',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'GET, OPTIONS',
    },
    body: JSON.stringify(document),
  }
}

/** A success of the token endpoint: never stored (RFC 6749 section 5.1). */
export function tokenReply(context: RequestContext, body: unknown, outcome: Outcome): ServiceReply {
  return {
    status: 200,
    headers: {
      ...commonHeaders(context),
      'Cache-Control': 'no-store, no-cache',
      Pragma: 'no-cache',
      Expires: '-1',
      'x-ms-clitelem': '1,0,0,,',
    },
    body: JSON.stringify(body),
    outcome,
  }
}

/** A refusal in Entra's JSON shape (RFC 6749 section 5.2 and Entra's additions). */
export function errorReply(context: RequestContext, error: EntraError): ServiceReply {
  const entry = aadstsEntry(error.code)
  const form = wireForm(entry, context.endpoint, context.protocol)
  const timestamp = formatTimestamp(context.clock.now())
  const text = messageOf(error, entry)
  const body = {
    error: form.error ?? 'invalid_request',
    error_description: `AADSTS${error.code}: ${text} Trace ID: ${context.traceId} Correlation ID: ${context.correlationId} Timestamp: ${timestamp}`,
    error_codes: [error.code],
    timestamp,
    trace_id: context.traceId,
    correlation_id: context.correlationId,
    error_uri: `${context.authority}/error?code=${error.code}`,
    ...(form.suberror !== undefined && { suberror: form.suberror }),
  }
  const status = error.details.status ?? form.status ?? 400
  return {
    status,
    headers: {
      ...commonHeaders(context),
      'Cache-Control': 'no-store, no-cache',
      Pragma: 'no-cache',
      Expires: '-1',
      'x-ms-clitelem': `1,${error.code},0,,`,
      // RFC 6749 section 5.2: a client that tried the Authorization header is told the scheme.
      ...(status === 401 && context.request.headers.authorization !== undefined && { 'WWW-Authenticate': 'Basic' }),
    },
    body: JSON.stringify(body),
    outcome: {
      ...(error.caller !== undefined && { caller: error.caller }),
      code: `AADSTS${error.code}`,
      reason: error.details.reason ?? entry.title,
      remedy: error.details.remedy ?? `${entry.remedy} (${entry.who})`,
    },
  }
}

/** A path that is none of Entra's: the service answers without a body. */
export function notFoundReply(context: RequestContext): ServiceReply {
  const path = printable(context.request.path)
  return {
    status: 404,
    headers: { ...commonHeaders(context), 'Content-Type': 'text/html; charset=utf-8' },
    body: '',
    outcome: {
      reason: `Entra ID has no endpoint '${path}'`,
      remedy: 'Endpoints begin with a tenant, for example /{tenant}/oauth2/v2.0/token. (the developer of the client)',
    },
  }
}

/** The answer to a CORS preflight (Fetch Standard, CORS-preflight fetch): what is public may be read from any page. */
export function preflightReply(context: RequestContext): ServiceReply {
  const { origin, 'access-control-request-headers': requestedHeaders } = context.request.headers
  return {
    status: 200,
    headers: {
      ...commonHeaders(context),
      'Access-Control-Allow-Origin': origin ?? '*',
      'Access-Control-Allow-Methods': context.endpoint === 'discovery' ? 'GET, OPTIONS' : 'POST, OPTIONS',
      ...(typeof requestedHeaders === 'string' && { 'Access-Control-Allow-Headers': requestedHeaders }),
      'Access-Control-Max-Age': '86400',
    },
    body: '',
  }
}

/** `2025-03-04 17:46:18Z`: Entra's timestamps have a space where ISO 8601 has a T. */
export function formatTimestamp(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ')}Z`
}

/** Runs `answer` and turns what it refuses into a reply; anything else is a defect and goes on up. */
export async function replyOrRefuse(
  context: RequestContext,
  answer: () => ServiceReply | Promise<ServiceReply>,
): Promise<ServiceReply> {
  try {
    return await answer()
  } catch (error) {
    if (error instanceof EntraError) return errorReply(context, error)
    throw error
  }
}
