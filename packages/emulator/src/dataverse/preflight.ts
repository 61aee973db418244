import type { ServiceReply, ServiceRequest } from '../listeners/service.ts'

/** Whether a browser asks if a page of another origin may send a request (Fetch standard: CORS-preflight request). */
export function isPreflight({ method, headers }: ServiceRequest): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined
}

/** Allows it to every origin: browsers send no token with the question, so none is asked for. */
export function preflightReply({ headers }: ServiceRequest): ServiceReply {
  const asked = headers['access-control-request-headers'] ?? ''
  // Only names of headers are repeated (RFC 9110 section 5.1).
  const names = asked
    .split(',')
    .map((name) => name.trim())
    .filter((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name))
  return {
    status: 200,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'GET, HEAD, POST, PATCH, PUT, DELETE, OPTIONS',
      ...(names.length > 0 && { 'Access-Control-Allow-Headers': names.join(', ') }),
      'Access-Control-Max-Age': '3600',
    },
    body: '',
  }
}
