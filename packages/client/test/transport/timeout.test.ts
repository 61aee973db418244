import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { clientSecret, connect } from '../../src/index.ts'
import { clientId, environmentUrl, publicAuthority, scope, secret, tenantId } from '../support/samples.ts'

/** A server that never answers. */
function silent(_url: string, { signal }: RequestInit): Promise<Response> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
}

/** A server that begins to answer and then falls silent. */
async function stalling(_url: string, { signal }: RequestInit): Promise<Response> {
  const body = new ReadableStream({
    start: (controller) => signal?.addEventListener('abort', () => controller.error(signal.reason)),
  })
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}

describe('an exchange that the library starts by itself', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  it.each([
    ['never begins', silent],
    ['stalls', stalling],
  ])('ends after 30 seconds with a TransportError when the token endpoint %s to answer', async (_, fetch) => {
    const outcome = clientSecret({ clientId, clientSecret: secret, tenantId, fetch }).getToken(scope)
    const settled = outcome.catch((failure: unknown) => failure)
    await vi.waitUntil(() => vi.getTimerCount() > 0)
    vi.advanceTimersByTime(30_000)
    expect(await settled).toMatchObject({ name: 'TransportError', reason: 'timeout', origin: publicAuthority })
  })

  it('ends after 30 seconds when the environment does not answer the question for its tenant', async () => {
    const outcome = connect({
      environmentUrl,
      credential: clientSecret({ clientId, clientSecret: secret }),
      fetch: silent,
    })
    const settled = outcome.catch((failure: unknown) => failure)
    vi.advanceTimersByTime(30_000)
    expect(await settled).toMatchObject({ name: 'TransportError', reason: 'timeout', origin: environmentUrl })
  })

  it('leaves no timer behind', async () => {
    const fetch = async () => Response.json({ token_type: 'Bearer', expires_in: 3599, access_token: 'x' })
    await clientSecret({ clientId, clientSecret: secret, tenantId, fetch }).getToken(scope)
    expect(vi.getTimerCount()).toBe(0)
  })
})
