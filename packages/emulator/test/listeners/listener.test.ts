import { once } from 'node:events'
import { Agent, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect as connectTcp } from 'node:net'
import { json, text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openLocalhostAuthority } from '../../src/machine/localhost-authority.ts'
import { openStateFolder } from '../../src/machine/state-folder.ts'
import { hasIpv6Loopback } from '../machine/ipv6-loopback.ts'
import { temporaryFolder } from '../machine/temporary-folder.ts'
import { exchange, openSocket, readUntil } from './raw-client.ts'
import { startTestListener, textReply } from './start-test-listener.ts'

describe('a request', () => {
  it('comes to the service as it was sent, and its reply goes back', async () => {
    const listener = await startTestListener(({ body }) => textReply(`got ${body}`, 201))
    const response = await fetch(`${listener.origin}/a%20b/?x=%20&y`, {
      method: 'POST',
      body: 'the body',
      headers: { 'X-Custom': 'Value' },
    })
    expect([response.status, await response.text()]).toEqual([201, 'got the body'])
    expect(listener.requests).toEqual([
      expect.objectContaining({ method: 'POST', path: '/a%20b/', query: 'x=%20&y', bodyTooLarge: false }),
    ])
    expect(listener.requests[0]?.headers['x-custom']).toBe('Value')
  })

  it('may be answered later', async () => {
    const listener = await startTestListener(async () => {
      await new Promise(setImmediate)
      return textReply('later')
    })
    expect(await (await fetch(listener.origin)).text()).toBe('later')
  })

  it('keeps its slashes and dots', async () => {
    const listener = await startTestListener(() => textReply(''))
    await exchange(listener.port, 'GET //evil/../a//?b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    expect(listener.requests).toMatchObject([{ path: '//evil/../a//', query: 'b' }])
  })

  it('in absolute form names its own host (RFC 9112 section 3.2.2)', async () => {
    const listener = await startTestListener(() => textReply(''))
    await exchange(
      listener.port,
      'GET https://localhost:99/a?b HTTP/1.1\r\nHost: other\r\nAccept: */*\r\nConnection: close\r\n\r\n',
    )
    expect(listener.requests).toMatchObject([
      { path: '/a', query: 'b', headers: { host: 'localhost:99', accept: '*/*' } },
    ])
  })

  it('for everything, *, is handed on (RFC 9112 section 3.2.4)', async () => {
    const listener = await startTestListener(() => textReply(''))
    await exchange(listener.port, 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    expect(listener.requests).toMatchObject([{ method: 'OPTIONS', path: '*' }])
  })

  it('follows another on the same connection, and pipelined ones are answered in their order', async () => {
    const listener = await startTestListener(async ({ path }) => {
      if (path === '/1') await new Promise(setImmediate)
      return textReply(`reply to ${path}`)
    })
    const get = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`
    const received = await exchange(listener.port, get('/1') + get('/2') + get('/3', 'Connection: close\r\n'))
    expect(received.match(/reply to \/\d/g)).toEqual(['reply to /1', 'reply to /2', 'reply to /3'])
  })
})

describe('where it listens', () => {
  const addresses = hasIpv6Loopback ? ['127.0.0.1', '[::1]', 'localhost'] : ['127.0.0.1', 'localhost']
  it.each(addresses)('answers at %s', async (address) => {
    const listener = await startTestListener(() => textReply('here'))
    expect(await (await fetch(`http://${address}:${listener.port}`)).text()).toBe('here')
  })

  it.runIf(hasIpv6Loopback)('answers only at the host that was asked for', async () => {
    const listener = await startTestListener(() => textReply('here'), { host: '127.0.0.1' })
    const socket = connectTcp({ port: listener.port, host: '::1' })
    await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('takes the next free port when the wanted one is busy', async () => {
    const first = await startTestListener(() => textReply('first'))
    const second = await startTestListener(() => textReply('second'), { port: first.port })
    expect(second.port).toBeGreaterThan(first.port)
    expect(await (await fetch(first.origin)).text()).toBe('first')
    expect(await (await fetch(second.origin)).text()).toBe('second')
  })
})

describe('TLS', () => {
  it('serves the certificate it was given', async () => {
    const { authority, listener } = await startTlsListener()
    const response = await new Promise<unknown>((resolve, reject) => {
      httpsRequest({ port: listener.port, host: 'localhost', ca: authority.certificatePem, agent: false }, (incoming) =>
        resolve(json(incoming)),
      )
        .once('error', reject)
        .end()
    })
    expect(response).toEqual({ path: '/' })
  })

  it('speaks nothing older than TLS 1.2', async () => {
    const { authority, listener } = await startTlsListener()
    const options = { port: listener.port, host: 'localhost', ca: authority.certificatePem }
    const old = connectTls({ ...options, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })
    await expect(once(old, 'secureConnect')).rejects.toThrow()
    const current = connectTls({ ...options, maxVersion: 'TLSv1.2' })
    onTestFinished(() => void current.destroy())
    await once(current, 'secureConnect')
    expect(current.getProtocol()).toBe('TLSv1.2')
  })

  it('tells a client of plain HTTP what to do', async () => {
    const { listener } = await startTlsListener()
    const response = await fetch(`http://127.0.0.1:${listener.port}/`)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: { code: 'HttpsRequired', message: 'This port speaks HTTPS only. Write https:// instead of http://.' },
    })
  })

  it('survives garbage, hang-ups, and clients that do not trust it', async () => {
    const { authority, listener } = await startTlsListener()
    await exchange(listener.port, Buffer.alloc(4096, 0xff))
    const hangUp = await openSocket(listener.port)
    hangUp.resetAndDestroy()
    await expect(openSocket(listener.port, '')).rejects.toThrow()
    const reply = await exchange(
      listener.port,
      'GET /still HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      authority.certificatePem,
    )
    expect(reply).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\{"path":"\/still"\}$/s)
    expect(listener.defects).toEqual([])
  })
})

describe('closing', () => {
  it('ends connections that wait for nothing, and can be asked for twice', async () => {
    const listener = await startTestListener(() => textReply('done'))
    const idle = await openSocket(listener.port)
    const kept = await openSocket(listener.port)
    kept.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await readUntil(kept, 'done')
    const ended = Promise.all([once(idle, 'close'), once(kept, 'close')])
    await Promise.all([listener.close(), listener.close()])
    await ended
    await expect(fetch(listener.origin)).rejects.toThrow()
  })

  it('lets a reply on its way finish, and says that the connection ends with it', async () => {
    const reply = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    const listener = await startTestListener(async () => {
      asked.resolve()
      await reply.promise
      return textReply('finished')
    })
    const response = fetch(listener.origin)
    await asked.promise
    const closed = listener.close()
    reply.resolve()
    expect((await response).headers.get('connection')).toBe('close')
    expect(await (await response).text()).toBe('finished')
    await closed
  })

  it.each(['http', 'https'])(
    'sends a large reply over %s to its end, although its reader is slow to start',
    async (scheme) => {
      const body = Buffer.alloc(20_000_000, 'x')
      const authority = await openAuthority()
      const tls = scheme === 'https' ? authority.issueLeaf() : 'plain-http'
      const listener = await startTestListener(() => textReply(body), { tls })
      const socket = await openSocket(listener.port, scheme === 'https' ? authority.certificatePem : undefined)
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
      await once(socket, 'readable')
      const closed = listener.close()
      const received = await text(socket)
      expect(received.length).toBeGreaterThan(body.length)
      await closed
    },
  )

  it('waits for a reply that does not come only as long as it is told', async () => {
    const asked = Promise.withResolvers<void>()
    const listener = await startTestListener(
      () => {
        asked.resolve()
        return new Promise(() => undefined)
      },
      { limits: { closeGraceMs: 20 } },
    )
    const response = fetch(listener.origin)
    response.catch(() => undefined)
    await asked.promise
    await listener.close()
    await expect(response).rejects.toThrow()
  })

  it('cuts a connection in the middle of its TLS handshake', async () => {
    const { listener } = await startTlsListener()
    const socket = await openSocket(listener.port)
    const closed = once(socket, 'close')
    await listener.close()
    await closed
  })

  it('cuts a request in the middle of its body', async () => {
    const listener = await startTestListener(() => textReply(''), { limits: { closeGraceMs: 20 } })
    const socket = await openSocket(listener.port)
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n')
    await readUntil(socket, '100 Continue')
    socket.write('half')
    const closed = once(socket, 'close')
    await listener.close()
    await closed
    expect(listener.requests).toEqual([])
  })

  it('frees its port', async () => {
    const first = await startTestListener(() => textReply('first'))
    await first.close()
    const second = await startTestListener(() => textReply('second'), { port: first.port })
    expect(second.port).toBe(first.port)
  })
})

it('answers a thousand requests over sixteen connections', async () => {
  const listener = await startTestListener(({ query }) => textReply(query))
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  onTestFinished(() => agent.destroy())
  const replies = Array.from({ length: 1000 }, async (_, index) => {
    const [response] = await once(
      httpRequest({ port: listener.port, host: 'localhost', path: `/?${index}`, agent }).end(),
      'response',
    )
    return await text(response)
  })
  expect(await Promise.all(replies)).toEqual(Array.from({ length: 1000 }, (_, index) => String(index)))
})

async function openAuthority(): ReturnType<typeof openLocalhostAuthority> {
  return await openLocalhostAuthority(openStateFolder(await temporaryFolder()))
}

async function startTlsListener(): Promise<{
  authority: Awaited<ReturnType<typeof openAuthority>>
  listener: Awaited<ReturnType<typeof startTestListener>>
}> {
  const authority = await openAuthority()
  const listener = await startTestListener(({ path }) => textReply(JSON.stringify({ path })), {
    tls: authority.issueLeaf(),
  })
  return { authority, listener }
}
