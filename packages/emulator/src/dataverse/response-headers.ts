import type { Clock } from '../clock.ts'
import type { ServiceReply, ServiceRequest } from '../listeners/service.ts'

/** Adds to a reply what every answer of an environment carries. */
export type WithServiceHeaders = (request: ServiceRequest, reply: ServiceReply) => ServiceReply

/**
 * The headers of recorded answers (Quick start Web API with PowerShell), without `Strict-Transport-Security`: that
 * would pin localhost to HTTPS in the browser for a year.
 *
 * @param organizationId Also the value of a cookie.
 */
export function serviceHeaders(organizationId: string, clock: Clock, randomId: () => string): WithServiceHeaders {
  // One web server, which clients with cookies stay on.
  const affinity = `ARRAffinity=${`${randomId()}${randomId()}`.replaceAll('-', '')}; path=/; secure; HttpOnly`
  return (request, reply) => {
    const serviceRequestId = randomId()
    return {
      ...reply,
      headers: {
        ...constantHeaders,
        'x-ms-service-request-id': `${randomId()},${serviceRequestId}`,
        REQ_ID: serviceRequestId,
        AuthActivityId: randomId(),
        'Set-Cookie': [affinity, ...clientCookies(request, organizationId, clock, randomId)],
        // A page of any origin may read answers: access hangs on the token, not on cookies.
        ...(request.headers.origin !== undefined && crossOriginHeaders),
        ...reply.headers,
      },
      body: request.method === 'HEAD' ? '' : reply.body,
    }
  }
}

const constantHeaders = {
  'Cache-Control': 'no-cache',
  Allow: 'OPTIONS,GET,HEAD,POST',
  Expires: '-1',
  'CRM.ServiceId': 'CRMAppPool',
  // Degree of parallelism; Microsoft's samples fail without it.
  'x-ms-dop-hint': '4',
  // Service protection limits are not emulated yet: these are the values of a window without other requests.
  'x-ms-ratelimit-time-remaining-xrm-requests': '1,200.00',
  'x-ms-ratelimit-burst-remaining-xrm-requests': '5999',
  'OData-Version': '4.0',
  Public: 'OPTIONS,GET,HEAD,POST',
}

const crossOriginHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'Preference-Applied,OData-EntityId,Location,ETag,OData-Version,Content-Encoding,Transfer-Encoding,Content-Length,Retry-After',
  'Timing-Allow-Origin': '*',
}

/** Cookies that name client and organization for fifty years; a client that sends them back gets no new ones. */
function clientCookies(
  request: ServiceRequest,
  organizationId: string,
  clock: Clock,
  randomId: () => string,
): readonly string[] {
  if (request.headers.cookie?.includes('ReqClientId=')) return []
  const expires = new Date(clock.now())
  expires.setUTCFullYear(expires.getUTCFullYear() + 50)
  // `Sun, 07-Jan-2074 21:10:42 GMT`, as .NET writes it.
  const date = expires.toUTCString().replace(/(\d\d) (\w{3}) (\d{4})/, '$1-$2-$3')
  return [
    `ReqClientId=${randomId()}; expires=${date}; path=/; secure; HttpOnly`,
    `orgId=${organizationId}; expires=${date}; path=/; secure; HttpOnly`,
  ]
}
