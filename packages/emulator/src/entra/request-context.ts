import type { EntraEndpoint } from '@versekey/facts/aadsts'
import type { Clock } from '../clock.ts'
import type { ServiceRequest } from '../listeners/service.ts'

/** What an answer of Entra ID needs to know of the request it belongs to. */
export interface RequestContext {
  readonly request: ServiceRequest
  /** Origin of the authorization server, for example `https://localhost:8443`. */
  readonly authority: string
  readonly clock: Clock
  readonly endpoint: EntraEndpoint
  readonly protocol: 'v1' | 'v2'
  /** The first path segment, as sent: a tenant id, a domain, `common`, `organizations` or `consumers`. */
  readonly tenantSegment: string
  /** New for each request; also the header `x-ms-request-id`. */
  readonly traceId: string
  /** The caller's `client-request-id`, else new. */
  readonly correlationId: string
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isGuid(text: string): boolean {
  return guid.test(text)
}

/** The caller's correlation id: published clients send it as a header or in the query of the token URL. */
export function findCorrelationId(request: ServiceRequest): string | undefined {
  const header = request.headers['client-request-id'] ?? request.headers['x-ms-client-request-id']
  const sent = header ?? new URLSearchParams(request.query).get('client-request-id')
  return typeof sent === 'string' && isGuid(sent) ? sent.toLowerCase() : undefined
}

/** A version 4 UUID (RFC 9562 section 5.4). */
export function randomGuid(randomBytes: (length: number) => Buffer): string {
  const bytes = randomBytes(16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
