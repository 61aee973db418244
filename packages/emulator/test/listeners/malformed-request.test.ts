import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exchange, openSocket, readUntil } from './raw-client.ts'
import { startTestListener, textReply } from './start-test-listener.ts'

describe('what is not HTTP/1.1', () => {
  it.each([
    ['a word', 'hello\r\n\r\n'],
    ['an unknown method', 'FROBNICATE / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['an unknown version', 'GET / HTTP/9.9\r\nHost: a\r\n\r\n'],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n'],
    ['a header name with a space', 'GET / HTTP/1.1\r\nHost: a\r\nBad Name: b\r\n\r\n'],
    ['a length that is no number', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ten\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a chunk that is not one', 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ])('is answered with 400 and closed: %s', async (_, bytes) => {
    const listener = await startTestListener(() => textReply('ok'))
    const [head = '', body = ''] = (await exchange(listener.port, bytes)).split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(head).toContain(`Content-Length: ${body.length}`)
    expect(head).toContain('Connection: close')
    expect(JSON.parse(body)).toEqual({
      error: { code: 'BadRequest', message: expect.stringMatching(/^The request is not valid HTTP\/1\.1: .+\.$/) },
    })
  })

  it('is answered with 400 when no Host is named (RFC 9112 section 3.2)', async () => {
    const listener = await startTestListener(() => textReply('ok'))
    expect(await exchange(listener.port, 'GET / HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  })

  it('is answered with 431 when its headers are too long', async () => {
    const listener = await startTestListener(() => textReply('ok'))
    const received = await exchange(listener.port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)
    expect(received).toMatch(/^HTTP\/1\.1 431 .*"code":"RequestHeaderFieldsTooLarge"/s)
  })

  it('is answered with 408 when its headers do not come to an end', async () => {
    const limits = { headersTimeoutMs: 30, requestTimeoutMs: 50, timeoutCheckMs: 10 }
    const listener = await startTestListener(() => textReply('ok'), { limits })
    expect(await exchange(listener.port, 'GET / HTTP/1.1\r\nHost: a\r\n')).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('is closed when it asks for a tunnel', async () => {
    const listener = await startTestListener(() => textReply('ok'))
    await exchange(listener.port, 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n')
    expect(listener.requests).toEqual([])
  })

  it('is answered as plain HTTP when it asks for an upgrade', async () => {
    const listener = await startTestListener(() => textReply('ok'))
    const socket = await openSocket(listener.port)
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    expect(await readUntil(socket, 'ok')).toMatch(/^HTTP\/1\.1 200 /)
  })
})

it('neither cuts a reply short nor adds to it when rubbish follows its request', async () => {
  const listener = await startTestListener(() => textReply('x'.repeat(5_000_000)))
  const received = await exchange(listener.port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\nrubbish\r\n\r\n')
  const body = received.slice(received.indexOf('\r\n\r\n') + 4)
  expect([body.length, body.replaceAll('x', '')]).toEqual([5_000_000, ''])
})

it('survives any bytes, whatever they are cut into', async () => {
  const listener = await startTestListener(() => textReply('ok'), {
    limits: { headersTimeoutMs: 50, timeoutCheckMs: 10 },
  })
  const line = fc.oneof(
    fc.constantFrom(
      'GET / HTTP/1.1',
      'POST /a?b HTTP/1.1',
      'Host: a',
      'Content-Length: 3',
      'Transfer-Encoding: chunked',
    ),
    fc.constantFrom('Expect: 100-continue', 'Connection: close', '', '3', 'abc', '0', 'Upgrade: x'),
    fc.string({ maxLength: 20 }),
  )
  const message = fc.array(
    fc.oneof(
      line.map((text) => Buffer.from(`${text}\r\n`)),
      fc.uint8Array({ maxLength: 30 }),
    ),
    {
      maxLength: 12,
    },
  )
  await fc.assert(
    fc.asyncProperty(message, async (parts) => {
      const socket = await openSocket(listener.port)
      for (const part of parts) socket.write(part)
      socket.end()
      await text(socket)
    }),
    { numRuns: 200 },
  )
  expect(await (await fetch(listener.origin)).text()).toBe('ok')
  expect(listener.defects).toEqual([])
})
