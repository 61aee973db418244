import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { listenOnFreePort, loopbackAddresses } from '../../src/listeners/ports.ts'
import { hasIpv6Loopback } from '../machine/ipv6-loopback.ts'

describe('a wanted port', () => {
  it('is taken on both loopback addresses when it is free', async () => {
    const port = await findFreePort()
    const { port: taken, servers } = await listen(loopbackAddresses, port)
    expect(taken).toBe(port)
    const addresses = servers.map((server) => server.address())
    const expected = hasIpv6Loopback ? ['127.0.0.1', '::1'] : ['127.0.0.1']
    expect(addresses).toEqual(expected.map((address) => expect.objectContaining({ address, port })))
  })

  it.each(hasIpv6Loopback ? ['127.0.0.1', '::1'] : ['127.0.0.1'])(
    'gives way to the next one when it is busy on %s alone, and is let go on the other',
    async (address) => {
      const busy = await occupy(address)
      const { port } = await listen(loopbackAddresses, busy)
      expect(port).toBeGreaterThan(busy)
      expect(port).toBeLessThanOrEqual(busy + 100)
      const other = address === '127.0.0.1' ? '::1' : '127.0.0.1'
      if (hasIpv6Loopback) expect(await listen([other], busy)).toMatchObject({ port: busy })
    },
  )

  it('differs for twenty that want the same one at once', async () => {
    const wanted = await findFreePort()
    const bound = await Promise.all(Array.from({ length: 20 }, () => listen(loopbackAddresses, wanted)))
    expect(new Set(bound.map(({ port }) => port)).size).toBe(20)
  })

  it.each([-1, 65_536, 1.5, Number.NaN])('is refused when it is %d', async (port) => {
    await expect(listen(loopbackAddresses, port)).rejects.toThrow(`a port is an integer from 0 to 65535, not ${port}`)
  })
})

describe('port 0', () => {
  it('is any free port, the same on both addresses', async () => {
    const { port, servers } = await listen(loopbackAddresses, 0)
    expect(port).toBeGreaterThan(0)
    for (const server of servers) expect(server.address()).toMatchObject({ port })
  })
})

describe('what cannot be listened on', () => {
  it('is named with the ports that were tried', async () => {
    await occupy('127.0.0.1', 65_535)
    await expect(listen(['127.0.0.1'], 65_535)).rejects.toMatchObject({
      code: 'NO_FREE_PORT',
      message:
        'Cannot listen on a port from 65535 to 65535. All are taken: stop what listens there, or choose another port.',
    })
  })

  // 192.0.2.0/24 is for documentation (RFC 5737), so no machine has it.
  it('is named when this machine has no such address', async () => {
    await expect(listen(['192.0.2.1'], 0)).rejects.toMatchObject({
      code: 'CANNOT_LISTEN',
      message: expect.stringMatching(/^Cannot listen on 192\.0\.2\.1 \(.*EADDRNOTAVAIL.*\)\. Name an address/),
    })
  })

  it('is left out when another address is there', async () => {
    const { servers } = await listen(['192.0.2.1', '127.0.0.1'], 0)
    expect(servers).toHaveLength(1)
  })
})

async function listen(addresses: readonly string[], port: number): ReturnType<typeof listenOnFreePort> {
  const bound = await listenOnFreePort(() => createServer(), addresses, port)
  for (const server of bound.servers) onTestFinished(() => void server.close())
  return bound
}

async function occupy(address: string, port = 0): Promise<number> {
  const server = createServer().listen(port, address)
  onTestFinished(() => void server.close())
  await Promise.race([once(server, 'listening'), once(server, 'error')])
  return server.listening ? portOf(server) : port
}

async function findFreePort(): Promise<number> {
  const { port, servers } = await listenOnFreePort(() => createServer(), loopbackAddresses, 0)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return port
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}
