import type { Server } from 'node:net'
import { hasCode } from '../machine/system-error.ts'

/** Both addresses that `localhost` may stand for. */
export const loopbackAddresses: readonly string[] = ['127.0.0.1', '::1']

/** Servers that listen on the same port, one for each address that this machine has. */
export interface BoundServers<S extends Server> {
  readonly port: number
  readonly servers: readonly S[]
}

/** No port could be listened on; the message says which were tried and why. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
  readonly code: 'NO_FREE_PORT' | 'CANNOT_LISTEN'

  constructor(code: ListenError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

const highestPort = 65_535
/** How many ports after the wanted one are tried. */
const alternatives = 100

/**
 * Listens on the wanted port of every address, or on the next one that is free on all of them, up to 100 further on. Port 0
 * takes any free port. An address that this machine does not have is left out, as ::1 is where there is no IPv6.
 *
 * @throws {ListenError} With `NO_FREE_PORT` when all of them are taken or not permitted, with `CANNOT_LISTEN` when the
 * trouble is with an address.
 * @throws {RangeError} When the wanted port is not an integer from 0 to 65535.
 */
export async function listenOnFreePort<S extends Server>(
  createServer: () => S,
  addresses: readonly string[],
  wantedPort: number,
): Promise<BoundServers<S>> {
  const candidates = listCandidates(wantedPort)
  let refusal: unknown
  for (const port of candidates) {
    try {
      return await listenOnAll(createServer, addresses, port)
    } catch (error) {
      if (!hasCode(error, 'EADDRINUSE', 'EACCES')) throw cannotListen(addresses, error)
      refusal = error
    }
  }
  throw noFreePort(candidates, refusal)
}

function listCandidates(wantedPort: number): readonly number[] {
  if (!Number.isInteger(wantedPort) || wantedPort < 0 || wantedPort > highestPort) {
    throw new RangeError(`a port is an integer from 0 to ${highestPort}, not ${wantedPort}`)
  }
  // Any free port of one address may be taken on the other, so port 0 is worth more than one try as well.
  if (wantedPort === 0) return Array.from({ length: alternatives + 1 }, () => 0)
  const count = Math.min(alternatives, highestPort - wantedPort) + 1
  return Array.from({ length: count }, (_, index) => wantedPort + index)
}

/** Listens on all addresses or on none. */
async function listenOnAll<S extends Server>(
  createServer: () => S,
  addresses: readonly string[],
  port: number,
): Promise<BoundServers<S>> {
  const servers: S[] = []
  let boundPort = port
  let unavailable: unknown
  try {
    for (const address of addresses) {
      const server = createServer()
      try {
        boundPort = await listen(server, address, boundPort)
        servers.push(server)
      } catch (error) {
        if (!hasCode(error, 'EADDRNOTAVAIL', 'EAFNOSUPPORT')) throw error
        unavailable = error
      }
    }
    if (servers.length === 0) throw unavailable
    return { port: boundPort, servers }
  } catch (error) {
    await Promise.all(servers.map(stop))
    throw error
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    // Exclusive, so that workers of a cluster do not share a port unawares.
    server.listen({ host, port, exclusive: true }, () => {
      server.removeListener('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}

function cannotListen(addresses: readonly string[], cause: unknown): ListenError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new ListenError(
    'CANNOT_LISTEN',
    `Cannot listen on ${addresses.join(' or ')} (${reason}). Name an address that this machine has.`,
    { cause },
  )
}

function noFreePort(candidates: readonly number[], cause: unknown): ListenError {
  const [first = 0] = candidates
  const last = candidates.at(-1) ?? first
  const tried = first === 0 ? 'any port' : `a port from ${first} to ${last}`
  const remedy = hasCode(cause, 'EACCES')
    ? 'This user may not listen there: choose a port from 1024 on.'
    : 'All are taken: stop what listens there, or choose another port.'
  return new ListenError('NO_FREE_PORT', `Cannot listen on ${tried}. ${remedy}`, { cause })
}
