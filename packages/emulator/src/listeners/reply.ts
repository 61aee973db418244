import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ServiceReply } from './service.ts'

/**
 * Writes a service's reply. The listener sets the Content-Length; whatever the service says of it is left out. Node leaves
 * out a body that HEAD or the status forbids.
 *
 * @throws {TypeError} When a header's name or value cannot be sent; nothing has been sent then.
 */
export function sendReply(response: ServerResponse, reply: ServiceReply): void {
  writeHead(response, reply)
  response.end(reply.body)
}

/**
 * Writes a reply to a request whose body is still coming, and goes on reading for a while, throwing away what it reads.
 * A connection that is closed on unread data is reset, and the reset may overtake the reply (RFC 9112 section 9.6).
 *
 * @throws {TypeError} When a header's name or value cannot be sent; nothing has been sent then.
 */
export function sendReplyAndLinger(
  request: IncomingMessage,
  response: ServerResponse,
  reply: ServiceReply,
  lingerMs: number,
): void {
  response.shouldKeepAlive = false
  writeHead(response, reply)
  response.flushHeaders()
  response.write(reply.body)
  // The reply is whole by its Content-Length; ending it would make Node close the connection at once.
  const timer = setTimeout(finish, lingerMs)
  request.once('close', finish)
  request.resume()
  function finish(): void {
    clearTimeout(timer)
    response.end()
  }
}

function writeHead(response: ServerResponse, reply: ServiceReply): void {
  response.writeHead(reply.status, toRawHeaders(reply))
}

/** A 204 and a 304 end with their headers (RFC 9110 sections 15.3.5 and 15.4.5). */
function mayHaveBody(status: number): boolean {
  return status !== 204 && status !== 304
}

/** Names and values in turn, which Node writes as they stand. */
function toRawHeaders(reply: ServiceReply): string[] {
  const raw: string[] = []
  for (const name in reply.headers) {
    const value = reply.headers[name]
    if (value === undefined || isContentLength(name)) continue
    if (typeof value === 'string') raw.push(name, value)
    else for (const one of value) raw.push(name, one)
  }
  if (mayHaveBody(reply.status)) raw.push('Content-Length', String(Buffer.byteLength(reply.body)))
  return raw
}

function isContentLength(name: string): boolean {
  return name.length === 'content-length'.length && name.toLowerCase() === 'content-length'
}
