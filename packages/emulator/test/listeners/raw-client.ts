import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { onTestFinished } from 'vitest'

/** A bare connection to a port of 127.0.0.1, over TLS when it is told whom to trust; it ends with the test. */
export async function openSocket(port: number, trustedCertificate?: string): Promise<Socket> {
  const socket =
    trustedCertificate === undefined
      ? connectTcp({ port, host: '127.0.0.1' })
      : connectTls({ port, host: '127.0.0.1', servername: 'localhost', ca: trustedCertificate })
  onTestFinished(() => void socket.destroy())
  await once(socket, trustedCertificate === undefined ? 'connect' : 'secureConnect')
  socket.on('error', () => undefined)
  return socket
}

/** Sends the bytes as they are, and reads until the server closes the connection. */
export async function exchange(port: number, request: string | Buffer, trustedCertificate?: string): Promise<string> {
  const socket = await openSocket(port, trustedCertificate)
  socket.write(request)
  return await text(socket)
}

/** Reads until the text has come that is waited for, and gives back everything up to there. */
export async function readUntil(socket: Socket, awaited: string): Promise<string> {
  let received = ''
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    received += String(chunk)
    if (received.includes(awaited)) return received
  }
  throw new Error(`the connection ended after ${JSON.stringify(received)}`)
}
