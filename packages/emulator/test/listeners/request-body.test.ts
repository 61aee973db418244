import { once } from 'node:events'
import { Agent, request as httpRequest } from 'node:http'
import { buffer, text } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSocket, readUntil } from './raw-client.ts'
import { startTestListener, textReply } from './start-test-listener.ts'

const mebibyte = 1024 * 1024

/** Answers with what it was given: its length, or that it was too long. */
const measuring = ({ body, bodyTooLarge }: { body: Buffer; bodyTooLarge: boolean }) =>
  bodyTooLarge ? textReply(`too large, ${body.length} kept`, 413) : textReply(`${body.length} bytes`)

describe('a body', () => {
  it.each([0, 1, 70_000, mebibyte])('of %d bytes comes whole', async (length) => {
    const listener = await startTestListener(measuring)
    const response = await fetch(listener.origin, { method: 'POST', body: Buffer.alloc(length) })
    expect([response.status, await response.text()]).toEqual([200, `${length} bytes`])
  })

  it.each(['GET', 'HEAD', 'DELETE', 'OPTIONS'])('is empty in a %s without one', async (method) => {
    const listener = await startTestListener(measuring)
    expect((await fetch(listener.origin, { method })).status).toBe(200)
    expect(listener.requests).toMatchObject([{ method, body: Buffer.alloc(0), bodyTooLarge: false }])
  })

  it('of a GET is read, too', async () => {
    const listener = await startTestListener(({ body }) => textReply(body))
    const request = httpRequest({ port: listener.port, method: 'GET', headers: { 'Content-Length': 3 } }).end('abc')
    const [response] = await once(request, 'response')
    expect(await text(response)).toBe('abc')
  })

  it('comes whole however it is cut into chunks, with a length and chunked', async () => {
    const listener = await startTestListener(({ body }) => textReply(body))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1 }), { maxLength: 5 }),
        fc.boolean(),
        async (parts, chunked) => {
          const whole = Buffer.concat(parts)
          const headers = chunked ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': whole.length }
          const request = httpRequest({ port: listener.port, method: 'POST', headers })
          for (const part of parts) request.write(part)
          const [response] = await once(request.end(), 'response')
          expect((await buffer(response)).equals(whole)).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('a body that is too long', () => {
  it.each([
    ['with its length', { 'Content-Length': mebibyte + 1 }],
    ['chunked', { 'Transfer-Encoding': 'chunked' }],
  ])('is dropped when it comes %s, and the connection goes on', async (_, headers) => {
    const listener = await startTestListener(measuring)
    const agent = new Agent({ keepAlive: true })
    onTestFinished(() => agent.destroy())
    const request = httpRequest({ port: listener.port, agent, method: 'POST', headers })
    const [response] = await once(request.end(Buffer.alloc(mebibyte + 1)), 'response')
    expect([response.statusCode, await text(response)]).toEqual([413, 'too large, 0 kept'])
    const next = httpRequest({ port: listener.port, agent })
    const [nextResponse] = await once(next.end(), 'response')
    expect([next.reusedSocket, await text(nextResponse)]).toEqual([true, '0 bytes'])
  })

  it('is answered in the middle when it does not end, to a sender that writes before it reads', async () => {
    const limits = { maxBodyBytes: 10, maxDrainedBytes: mebibyte, lingerMs: 10_000 }
    const listener = await startTestListener(measuring, { limits })
    const socket = await openSocket(listener.port)
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n')
    const sent = new Promise<void>((resolve) => socket.write(Buffer.alloc(8_000_000), () => resolve()))
    await sent
    const received = await text(socket)
    expect(received).toMatch(/^HTTP\/1\.1 413 .*\r\nConnection: close\r\n.*too large, 0 kept$/s)
  })

  it('is cut off when its sender goes on and on after the reply', async () => {
    const limits = { maxBodyBytes: 10, maxDrainedBytes: 1000, lingerMs: 50 }
    const listener = await startTestListener(measuring, { limits })
    const socket = await openSocket(listener.port)
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n')
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    const sending = setInterval(() => socket.write(`400\r\n${'x'.repeat(0x400)}\r\n`), 1)
    const received = await readUntil(socket, 'kept')
    expect(received).toMatch(/^HTTP\/1\.1 413 /)
    await closed
    clearInterval(sending)
  })

  it('is answered without a body to HEAD', async () => {
    const limits = { maxBodyBytes: 10, maxDrainedBytes: 10, lingerMs: 20 }
    const listener = await startTestListener(measuring, { limits })
    const socket = await openSocket(listener.port)
    socket.write(`HEAD / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n${'x'.repeat(11)}`)
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 .*\r\n\r\n$/s)
  })
})

describe('Expect: 100-continue (RFC 9110 section 10.1.1)', () => {
  it('is told to go on, and answered', async () => {
    const listener = await startTestListener(measuring)
    const socket = await openSocket(listener.port)
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n')
    expect(await readUntil(socket, '\r\n\r\n')).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    expect(listener.requests).toEqual([])
    socket.write('abc')
    expect(await readUntil(socket, '3 bytes')).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  })

  it('is refused before it sends a body that is too long', async () => {
    const listener = await startTestListener(measuring, { limits: { lingerMs: 20 } })
    const socket = await openSocket(listener.port)
    const length = mebibyte + 1
    socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\nExpect: 100-continue\r\n\r\n`)
    const received = await text(socket)
    expect(received).toMatch(/^HTTP\/1\.1 413 .*\r\nConnection: close\r\n.*too large, 0 kept$/s)
    expect(received).not.toContain('100 Continue')
  })

  it('is refused with 417 when it expects anything else', async () => {
    const listener = await startTestListener(measuring)
    const socket = await openSocket(listener.port)
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nExpect: miracles\r\nConnection: close\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 417 /)
  })
})

describe('a body that does not come', () => {
  it('is given up when its sender hangs up, and the service is not asked', async () => {
    const listener = await startTestListener(measuring)
    const socket = await openSocket(listener.port)
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n')
    await readUntil(socket, '100 Continue')
    socket.write('half')
    socket.resetAndDestroy()
    expect(await (await fetch(listener.origin)).text()).toBe('0 bytes')
    expect(listener.requests).toHaveLength(1)
    expect(listener.defects).toEqual([])
  })

  it('is answered with 400 when it is shorter than its length', async () => {
    const listener = await startTestListener(measuring)
    const socket = await openSocket(listener.port)
    socket.end('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n.*"code":"BadRequest"/s)
    expect(listener.requests).toEqual([])
  })

  it('is answered with 408 when it takes too long', async () => {
    const limits = { headersTimeoutMs: 40, requestTimeoutMs: 50, timeoutCheckMs: 10 }
    const listener = await startTestListener(measuring, { limits })
    const socket = await openSocket(listener.port)
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhalf')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n.*"code":"RequestTimeout"/s)
    expect(listener.requests).toEqual([])
  })
})
