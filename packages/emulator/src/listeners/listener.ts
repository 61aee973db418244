import type { Server, ServerOptions } from 'node:http'
import type { ServerIdentity } from '../machine/localhost-certificates.ts'
import { hasCode } from '../machine/system-error.ts'
import { Connections } from './connections.ts'
import { defaultLimits, type ListenerLimits } from './limits.ts'
import { answerMalformedRequest, plainHttpToTls } from './malformed-request.ts'
import { createHttpServer, createHttpsServer } from './node-http.ts'
import { listenOnFreePort, loopbackAddresses } from './ports.ts'
import { createRequestHandler } from './request-handler.ts'
import type { Service } from './service.ts'

/** What to listen for, and where. */
export interface ListenerOptions {
  readonly service: Service
  /** The next free one is taken when it is busy; 0 is any free port. */
  readonly port: number
  /** Address or name to listen on; by default, and for `localhost`, both loopback addresses. */
  readonly host?: string
  /** The certificate to show; `'plain-http'` does without TLS, so that whoever can read the wire reads secrets and tokens. */
  readonly tls: ServerIdentity | 'plain-http'
  /** Told of an error that the service threw, or that accepting a connection failed with; the listener goes on. */
  readonly onDefect: (error: unknown) => void
  readonly limits?: Partial<ListenerLimits>
}

/** A service on the network. */
export interface Listener {
  readonly port: number
  /** Stops accepting, waits a moment for replies that are on their way, and cuts what is left. */
  close(): Promise<void>
}

/**
 * Puts a service on the network, over HTTP/1.1 with persistent connections.
 *
 * @throws {ListenError} When no port could be listened on.
 */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const limits = { ...defaultLimits, ...options.limits }
  const connections = new Connections()
  const { port, servers } = await listenOnFreePort(
    () => createServer(options, limits, connections),
    addressesOf(options.host),
    options.port,
  )
  for (const server of servers) server.on('error', options.onDefect)
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await connections.close(limits.closeGraceMs)
    await Promise.all(servers.map(stop))
  }
  return {
    port,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

function addressesOf(host: string | undefined): readonly string[] {
  return host === undefined || host === 'localhost' ? loopbackAddresses : [host]
}

function createServer(options: ListenerOptions, limits: ListenerLimits, connections: Connections): Server {
  const handler = createRequestHandler({ service: options.service, limits, onDefect: options.onDefect })
  const server = createBareServer(options.tls, limits)
  connections.watch(server)
  server.on('request', (request, response) => {
    connections.addReply(response)
    handler.handle(request, response)
  })
  server.on('checkContinue', (request, response) => {
    connections.addReply(response)
    handler.handleExpectation(request, response)
  })
  server.on('clientError', (error, socket) => {
    // TLS has given its socket up by now, and whoever speaks plain HTTP reads the one beneath it.
    const beneath = hasCode(error, plainHttpToTls) ? connections.findSocketBeneath(socket) : undefined
    answerMalformedRequest(error, beneath ?? socket, connections.isReplying(socket))
  })
  return server
}

function createBareServer(tls: ListenerOptions['tls'], limits: ListenerLimits): Server {
  const options: ServerOptions = {
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: limits.timeoutCheckMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    // Spares a stream that would only say that there is no body.
    optimizeEmptyRequests: true,
  }
  if (tls === 'plain-http') return createHttpServer(options)
  return createHttpsServer({
    ...options,
    cert: tls.certificatePem,
    key: tls.privateKeyPem,
    handshakeTimeout: limits.headersTimeoutMs,
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}
