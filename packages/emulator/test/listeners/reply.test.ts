import { describe, expect, it } from 'vitest'
import type { ServiceReply } from '../../src/listeners/service.ts'
import { exchange } from './raw-client.ts'
import { startTestListener, textReply } from './start-test-listener.ts'

async function receive(reply: ServiceReply, method = 'GET'): Promise<{ head: string; body: string }> {
  const listener = await startTestListener(() => reply)
  const received = await exchange(listener.port, `${method} / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  expect(listener.defects).toEqual([])
  const end = received.indexOf('\r\n\r\n')
  return { head: received.slice(0, end), body: received.slice(end + 4) }
}

describe('a reply', () => {
  it('has its length in bytes and a date, and says nothing of the software', async () => {
    const { head, body } = await receive(textReply('é'))
    expect(body).toBe('é')
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(head).toContain('\r\nContent-Length: 2')
    expect(head).toMatch(/\r\nDate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/)
    expect(head).not.toMatch(/X-Powered-By|Server:|Transfer-Encoding/i)
  })

  it('may be bytes', async () => {
    const { head, body } = await receive(textReply(Buffer.from('bytes')))
    expect([head.includes('Content-Length: 5'), body]).toEqual([true, 'bytes'])
  })

  it('repeats a header that has several values (RFC 6265 section 3)', async () => {
    const { head } = await receive({ status: 200, headers: { 'Set-Cookie': ['a=1', 'b=2'] }, body: '' })
    expect(head.match(/Set-Cookie: .*/g)).toEqual(['Set-Cookie: a=1', 'Set-Cookie: b=2'])
  })

  it('keeps the case of header names, and has one length whatever the service says', async () => {
    const { head } = await receive({ status: 200, headers: { REQ_ID: 'x', 'content-length': '99' }, body: 'four' })
    expect(head).toContain('REQ_ID: x')
    expect(head.match(/content-length: .*/gi)).toEqual(['Content-Length: 4'])
  })

  it('to HEAD has the length of what GET would get, and no body (RFC 9110 section 9.3.2)', async () => {
    const { head, body } = await receive(textReply('four'), 'HEAD')
    expect([head.includes('Content-Length: 4'), body]).toEqual([true, ''])
  })

  it.each([204, 304])('of %d has neither length nor body', async (status) => {
    const { head, body } = await receive(textReply('never sent', status))
    expect(head).not.toMatch(/Content-Length|Transfer-Encoding/i)
    expect(body).toBe('')
  })

  it('may have no body at any other status', async () => {
    const { head, body } = await receive(textReply('', 404))
    expect([head.includes('Content-Length: 0'), body]).toEqual([true, ''])
  })
})

describe('a defect of the service', () => {
  const boom = new Error('a secret detail')
  const notAReply: ServiceReply = JSON.parse('null')
  it.each([
    ['throws', () => throwing(boom), boom],
    ['rejects', () => Promise.reject(boom), boom],
    ['answers with a header that cannot be sent', () => withHeader('X', 'line\r\nbreak'), expect.any(TypeError)],
    ['answers with a header name that is none', () => withHeader('a b', 'c'), expect.any(TypeError)],
    ['answers with a status that is none', () => textReply('', 99), expect.any(RangeError)],
    ['answers with nothing', () => notAReply, expect.any(TypeError)],
    ['promises nothing', () => Promise.resolve(notAReply), expect.any(TypeError)],
  ])('that %s is a 500 without details and is reported, and the listener goes on', async (_, service, error) => {
    const listener = await startTestListener(({ path }) => (path === '/defect' ? service() : textReply('fine')))
    const response = await fetch(`${listener.origin}/defect`)
    expect(response.status).toBe(500)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await response.json()).toEqual({
      error: { code: 'InternalError', message: expect.stringContaining('defect') },
    })
    expect(listener.defects).toEqual([error])
    expect(await (await fetch(listener.origin)).text()).toBe('fine')
  })

  it('is a 500 to a request that is still sending as well', async () => {
    const limits = { maxBodyBytes: 10, maxDrainedBytes: 10, lingerMs: 20 }
    const listener = await startTestListener(() => throwing(boom), { limits })
    const request = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n${'x'.repeat(11)}`
    expect(await exchange(listener.port, request)).toMatch(/^HTTP\/1\.1 500 .*"code":"InternalError"/s)
    expect(listener.defects).toEqual([boom])
  })

  it('does not show when the client has gone', async () => {
    const listener = await startTestListener(async () => {
      await new Promise(setImmediate)
      return textReply('too late')
    })
    const aborted = AbortSignal.abort()
    await expect(fetch(listener.origin, { signal: aborted })).rejects.toThrow()
    expect(listener.defects).toEqual([])
  })
})

function throwing(error: Error): never {
  throw error
}

function withHeader(name: string, value: string): ServiceReply {
  return { status: 200, headers: { [name]: value }, body: '' }
}
