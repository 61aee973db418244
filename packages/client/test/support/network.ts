import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import type { Fetch } from '../../src/transport/fetch.ts'

/** A request as it arrived over the socket. */
export interface Arrived {
  readonly origin: string
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export interface Reply {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body?: string
  /** Ends the connection in the middle of the body. */
  readonly cutOff?: boolean
}

export type Handler = (request: Arrived) => Reply | Promise<Reply>

/**
 * A small world of https hosts, each one a real server on a loopback port of its own. `fetch` finds them by origin;
 * a host nobody set up exists as well and answers 404. Every byte that arrives anywhere is kept.
 */
export class Network {
  readonly arrived: Arrived[] = []
  readonly #handlers = new Map<string, Handler>()
  readonly #servers = new Map<string, Promise<Server>>()
  readonly #bytes = new Map<string, Buffer[]>()
  readonly #sockets = new Set<Socket>()

  constructor() {
    onTestFinished(() => this.close())
  }

  /** What the library is given as `fetch`. */
  readonly fetch: Fetch = async (address, init) => {
    const url = new URL(address)
    const server = await this.#serverOf(url.origin)
    const { port } = server.address() as AddressInfo
    return globalThis.fetch(`http://127.0.0.1:${port}${url.pathname}${url.search}`, init)
  }

  host(origin: string, handler: Handler): this {
    this.#handlers.set(origin, handler)
    return this
  }

  arrivedAt(origin: string): Arrived[] {
    return this.arrived.filter((request) => request.origin === origin)
  }

  /** All bytes that reached hosts, those of `except` left out. */
  bytesBeyond(...except: readonly string[]): string {
    const elsewhere = [...this.#bytes].filter(([origin]) => !except.includes(origin))
    return elsewhere.map(([, chunks]) => Buffer.concat(chunks).toString('latin1')).join('\n')
  }

  bytesTo(origin: string): string {
    return Buffer.concat(this.#bytes.get(origin) ?? []).toString('latin1')
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    for (const server of await Promise.all(this.#servers.values())) server.close()
  }

  #serverOf(origin: string): Promise<Server> {
    const known = this.#servers.get(origin)
    if (known !== undefined) return known
    const started = this.#start(origin)
    this.#servers.set(origin, started)
    return started
  }

  #start(origin: string): Promise<Server> {
    const chunks: Buffer[] = []
    this.#bytes.set(origin, chunks)
    const server = createServer((request, response) => void this.#serve(origin, request, response))
    // After node:http's own listener, which makes the socket deliver its data to both.
    server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('data', (chunk) => chunks.push(chunk))
    })
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
  }

  async #serve(origin: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    const arrived: Arrived = {
      origin,
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body,
    }
    this.arrived.push(arrived)
    const reply = await (this.#handlers.get(origin)?.(arrived) ?? { status: 404 })
    response.writeHead(reply.status, reply.headers)
    if (reply.cutOff) {
      response.write(reply.body ?? '')
      response.socket?.destroy()
    } else {
      response.end(reply.body)
    }
  }
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  }
}

/** A promise with its handles, for tests that decide when something happens. */
export function gate<T = void>(): { readonly opened: Promise<T>; readonly open: (value: T) => void } {
  const { promise, resolve } = Promise.withResolvers<T>()
  return { opened: promise, open: resolve }
}
