import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { ListenerLimits } from './limits.ts'
import { neutralError } from './neutral-error.ts'
import { sendReply, sendReplyAndLinger } from './reply.ts'
import { announcesTooLargeBody, type RequestBody, readRequestBody, refusedBody } from './request-body.ts'
import { parseRequestTarget } from './request-target.ts'
import type { Service, ServiceReply, ServiceRequest } from './service.ts'

/** Takes requests off a server and to the service. */
export interface RequestHandler {
  handle(request: IncomingMessage, response: ServerResponse): void
  /** For requests with `Expect: 100-continue` (RFC 9110 section 10.1.1). */
  handleExpectation(request: IncomingMessage, response: ServerResponse): void
}

/** What a request handler works with. */
export interface RequestHandlerOptions {
  readonly service: Service
  readonly limits: ListenerLimits
  /** Told of an error that the service threw; the client has got a 500 by then. */
  readonly onDefect: (error: unknown) => void
}

const defectReply = neutralError(
  500,
  'InternalError',
  'The emulator failed to answer. That is a defect of the emulator, whatever the request was; its output says more.',
)

/** Reads each request whole, asks the service, and writes what it answers. */
export function createRequestHandler({ service, limits, onDefect }: RequestHandlerOptions): RequestHandler {
  function handle(request: IncomingMessage, response: ServerResponse): void {
    readRequestBody(request, limits, (body) => serve(request, response, body))
  }

  function handleExpectation(request: IncomingMessage, response: ServerResponse): void {
    if (announcesTooLargeBody(request, limits)) {
      serve(request, response, refusedBody)
      return
    }
    response.writeContinue()
    handle(request, response)
  }

  /** A service that answers at once is answered for at once; only a promise costs a turn. */
  function serve(request: IncomingMessage, response: ServerResponse, body: RequestBody): void {
    try {
      const reply = service(toServiceRequest(request, body))
      if (!(reply instanceof Promise)) {
        send(request, response, body, reply)
        return
      }
      reply
        .then((settled) => send(request, response, body, settled))
        .catch((error: unknown) => fail(request, response, body, error))
    } catch (error) {
      fail(request, response, body, error)
    }
  }

  function send(request: IncomingMessage, response: ServerResponse, body: RequestBody, reply: ServiceReply): void {
    if (body.unfinished) sendReplyAndLinger(request, response, reply, limits.lingerMs)
    else sendReply(response, reply)
  }

  function fail(request: IncomingMessage, response: ServerResponse, body: RequestBody, error: unknown): void {
    if (response.headersSent) response.destroy()
    else send(request, response, body, defectReply)
    onDefect(error)
  }

  return { handle, handleExpectation }
}

function toServiceRequest(request: IncomingMessage, body: RequestBody): ServiceRequest {
  const { path, query, authority } = parseRequestTarget(request.url ?? '/')
  return {
    method: request.method ?? 'GET',
    path,
    query,
    headers: authority === undefined ? request.headers : withHost(request.headers, authority),
    body: body.bytes,
    bodyTooLarge: body.tooLarge,
  }
}

/** The host of an absolute-form target replaces the Host header (RFC 9112 section 3.2.2). */
function withHost(headers: IncomingHttpHeaders, host: string): IncomingHttpHeaders {
  return { ...headers, host }
}
