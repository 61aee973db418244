import type { Server, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** Knows each socket of a listener, and each reply that is on its way, so that closing waits for these and no longer. */
export class Connections {
  readonly #sockets = new Set<Socket>()
  readonly #replies = new Set<ServerResponse>()
  #isClosing = false
  #onLastReply: () => void = () => undefined

  /** Watches the sockets of a server: those of TLS and those beneath them, which a handshake may still be under way on. */
  watch(server: Server): void {
    server.on('connection', (socket: Socket) => this.#addSocket(socket))
    server.on('secureConnection', (socket: Socket) => this.#addSocket(socket))
  }

  #addSocket(socket: Socket): void {
    if (this.#isClosing) {
      socket.destroy()
      return
    }
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
  }

  /** Counts a reply as being on its way until it has been handed to the operating system or its connection is gone. */
  addReply(response: ServerResponse): void {
    if (this.#isClosing) response.shouldKeepAlive = false
    this.#replies.add(response)
    response.once('close', () => this.#removeReply(response))
  }

  #removeReply(response: ServerResponse): void {
    this.#replies.delete(response)
    if (this.#replies.size === 0) this.#onLastReply()
  }

  /** Whether the headers of a reply have been written to this socket, and its end has not. */
  isReplying(socket: Duplex): boolean {
    return [...this.#replies].some((response) => response.socket === socket && response.headersSent)
  }

  /** The TCP socket under a TLS socket that came to nothing: the one with the same peer. */
  findSocketBeneath(tlsSocket: Duplex): Socket | undefined {
    if (!(tlsSocket instanceof Socket)) return undefined
    const { remoteAddress, remotePort } = tlsSocket
    return [...this.#sockets].find(
      (socket) => socket.remotePort === remotePort && socket.remoteAddress === remoteAddress,
    )
  }

  /** Refuses new connections, waits up to `graceMs` for replies that are on their way, and cuts every connection. */
  async close(graceMs: number): Promise<void> {
    this.#isClosing = true
    for (const response of this.#replies) response.shouldKeepAlive = false
    if (this.#replies.size > 0) await this.#waitForReplies(graceMs)
    for (const socket of this.#sockets) socket.destroy()
  }

  #waitForReplies(graceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, graceMs)
      this.#onLastReply = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
