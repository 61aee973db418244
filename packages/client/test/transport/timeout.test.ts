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

/** A `fetch` of a caller's own that never answers and does not look at the signal. */
function deaf(): Promise<Response> {
  return new Promise(() => {})
}

const token = { token_type: 'Bearer', expires_in: 3599, access_token: 'x' }
const foreign = { getToken: async () => ({ token: 'theirs', expiresOnTimestamp: 0 }) }

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

  it('ends after 30 seconds although fetch does not listen to the signal, and the next call asks again', async () => {
    let requests = 0
    const fetch = () => (++requests === 1 ? deaf() : Promise.resolve(Response.json(token)))
    const credential = clientSecret({ clientId, clientSecret: secret, tenantId, fetch })
    const settled = credential.getToken(scope).catch((failure: unknown) => failure)
    await vi.waitUntil(() => vi.getTimerCount() > 0)
    vi.advanceTimersByTime(30_000)
    expect(await settled).toMatchObject({ name: 'TransportError', reason: 'timeout', origin: publicAuthority })
    expect((await credential.getToken(scope)).token).toBe('x')
  })

  it.each([
    ['never begins', silent],
    ['stalls', stalling],
    ['never begins, whatever the signal says', deaf],
  ])('ends after 30 seconds when the answer to whoAmI %s', async (_, fetch) => {
    const connection = await connect({ environmentUrl, credential: foreign, fetch })
    const settled = connection.whoAmI().catch((failure: unknown) => failure)
    await vi.waitUntil(() => vi.getTimerCount() > 0)
    vi.advanceTimersByTime(30_000)
    expect(await settled).toMatchObject({ name: 'TransportError', reason: 'timeout', origin: environmentUrl })
  })

  it.each([
    ['silent', silent],
    ['deaf', deaf],
  ])('ends with the reason of the signal that whoAmI was given, the server being %s', async (_, fetch) => {
    const controller = new AbortController()
    const connection = await connect({ environmentUrl, credential: foreign, fetch })
    const settled = connection.whoAmI({ signal: controller.signal }).catch((failure: unknown) => failure)
    await vi.waitUntil(() => vi.getTimerCount() > 0)
    controller.abort(new Error('enough'))
    expect(await settled).toMatchObject({ message: 'enough' })
    await expect(connection.whoAmI({ signal: controller.signal })).rejects.toThrow('enough')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('leaves no timer behind', async () => {
    const fetch = async () => Response.json(token)
    await clientSecret({ clientId, clientSecret: secret, tenantId, fetch }).getToken(scope)
    expect(vi.getTimerCount()).toBe(0)
  })
})
