import { onTestFinished } from 'vitest'
import { type Listener, type ListenerOptions, startListener } from '../../src/listeners/listener.ts'
import type { Service, ServiceReply, ServiceRequest } from '../../src/listeners/service.ts'

/** A listener of a test, with what its service was asked and what it reported. */
export interface TestListener extends Listener {
  readonly origin: string
  readonly requests: readonly ServiceRequest[]
  readonly defects: readonly unknown[]
}

/** Starts a listener on a free port, over plain HTTP unless told otherwise; it is closed with the test. */
export async function startTestListener(
  service: Service,
  options?: Partial<Omit<ListenerOptions, 'service' | 'onDefect'>>,
): Promise<TestListener> {
  const requests: ServiceRequest[] = []
  const defects: unknown[] = []
  const listener = await startListener({
    port: 0,
    tls: 'plain-http',
    ...options,
    service: (request) => {
      requests.push(request)
      return service(request)
    },
    onDefect: (error) => void defects.push(error),
  })
  onTestFinished(() => listener.close())
  const scheme = options?.tls === undefined || options.tls === 'plain-http' ? 'http' : 'https'
  return { ...listener, origin: `${scheme}://localhost:${listener.port}`, requests, defects }
}

/** A service's answer in plain text. */
export function textReply(body: string | Buffer, status = 200): ServiceReply {
  return { status, headers: { 'Content-Type': 'text/plain' }, body }
}
