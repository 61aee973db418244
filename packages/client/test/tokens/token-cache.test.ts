import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it, onTestFinished } from 'vitest'
import { clientSecret, type GetTokenOptions, TokenCache, usernamePassword } from '../../src/index.ts'
import { gate, type Handler, json, type Reply } from '../support/network.ts'
import { clientId, issuing, ManualClock, networkWithAuthority, scope, secret, tenantId } from '../support/samples.ts'

/** Fails the test when a rejection is left alone. */
function watchForUnhandledRejections(): void {
  const unhandled: unknown[] = []
  const note = (reason: unknown) => unhandled.push(reason)
  process.on('unhandledRejection', note)
  onTestFinished(() => {
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
  })
}

/** One credential over an authority, with a clock that stands. */
function world(handler: Handler = issuing()) {
  const clock = new ManualClock()
  const network = networkWithAuthority(handler)
  const cache = new TokenCache({ clock, random: () => 0 })
  const credential = clientSecret({ clientId, clientSecret: secret, tenantId, cache, clock, fetch: network.fetch })
  return { clock, network, cache, credential }
}

/** Waits, without a timer, until so many requests have arrived. */
async function arrivals(network: { arrived: readonly unknown[] }, count: number): Promise<void> {
  while (network.arrived.length < count) await nextTurn()
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/**
 * The same over a transport in memory, where nothing is under way any more after a turn of the event loop: tests that
 * move the clock have to know that answers were digested before.
 */
function stillWorld(answer: () => Reply) {
  const clock = new ManualClock()
  const cache = new TokenCache({ clock, random: () => 0 })
  let requests = 0
  const fetch = async () => {
    requests++
    const { status, headers = {}, body = '' } = answer()
    return new Response(body, { status, headers })
  }
  const get = async (tenant = tenantId, options: GetTokenOptions = {}) => {
    const credential = clientSecret({ clientId, clientSecret: secret, tenantId: tenant, cache, clock, fetch })
    try {
      return (await credential.getToken(scope, options)).token
    } finally {
      for (let turn = 0; turn < 10; turn++) await nextTurn()
    }
  }
  return { clock, cache, get, requests: () => requests }
}

function tokenReply(count: number, extra: object = {}): Reply {
  return json(200, { token_type: 'Bearer', expires_in: 3599, access_token: `token-${count}`, ...extra })
}

describe('a token in the cache', () => {
  it('is handed out again without a request, the same object to everyone', async () => {
    const { network, credential } = world()
    const first = await credential.getToken(scope)
    const others = await Promise.all([
      credential.getToken(scope),
      credential.getToken([scope]),
      credential.getToken(scope, {}),
    ])
    expect(others.every((token) => token === first)).toBe(true)
    expect(network.arrived).toHaveLength(1)
  })

  it('is asked for again after it has expired', async () => {
    const { network, credential, clock } = world()
    await credential.getToken(scope)
    clock.advanceSeconds(3600)
    expect((await credential.getToken(scope)).token).toBe('token-2')
    expect(network.arrived).toHaveLength(2)
  })

  it('is not handed out in its last half minute', async () => {
    const { credential, clock } = world()
    await credential.getToken(scope)
    clock.advanceSeconds(3599 - 29)
    expect((await credential.getToken(scope)).token).toBe('token-2')
  })

  it('is not kept when the answer has no lifetime', async () => {
    const { network, credential } = world(() => json(200, { token_type: 'Bearer', access_token: 't' }))
    await credential.getToken(scope)
    await credential.getToken(scope)
    expect(network.arrived).toHaveLength(2)
  })

  it('is kept apart by scope, and each scope is remembered', async () => {
    const { network, credential } = world()
    const other = 'https://other.crm4.dynamics.com/.default'
    const [one, two] = [await credential.getToken(scope), await credential.getToken(other)]
    expect([await credential.getToken(scope), await credential.getToken(other)]).toEqual([one, two])
    expect(network.arrived).toHaveLength(2)
  })
})

describe('one cache of many credentials', () => {
  it('shares the token of credentials that are the same in everything', async () => {
    const { network, cache, credential, clock } = world()
    const twin = clientSecret({ clientId, clientSecret: secret, tenantId, cache, clock, fetch: network.fetch })
    const [one, two] = await Promise.all([credential.getToken(scope), twin.getToken(scope)])
    expect(one).toBe(two)
    expect(network.arrived).toHaveLength(1)
    expect(cache.size).toBe(1)
  })

  it.each([
    ['secret', { clientSecret: `${secret}x` }],
    ['client', { clientId: '51f80000-0000-4000-8000-000000000002' }],
    ['tenant', { tenantId: '7f1d0000-0000-4000-8000-00000000c0df' }],
    ['authority', { authorityHost: 'login.windows.net' }],
  ])('never hands a token to a credential with another %s', async (_, difference) => {
    const { network, cache, credential, clock } = world()
    network.host('https://login.windows.net', issuing({ access_token: 'of-another-authority' }))
    const base = { clientId, clientSecret: secret, tenantId, cache, clock, fetch: network.fetch }
    await credential.getToken(scope)
    await clientSecret({ ...base, ...difference }).getToken(scope)
    expect(network.arrived).toHaveLength(2)
    expect(cache.size).toBe(2)
  })

  it('never hands the token of one password, person or kind to another', async () => {
    const { network, cache, credential, clock } = world()
    const base = { clientId, tenantId, cache, clock, fetch: network.fetch }
    await credential.getToken(scope)
    await usernamePassword({ ...base, username: 'ada@contoso.com', password: 'right' }).getToken(scope)
    await usernamePassword({ ...base, username: 'ada@contoso.com', password: 'wrong' }).getToken(scope)
    await usernamePassword({ ...base, username: 'bob@contoso.com', password: 'right' }).getToken(scope)
    await usernamePassword({ ...base, username: clientId, password: secret }).getToken(scope)
    expect(network.arrived).toHaveLength(5)
  })

  it('forgets expired tokens as new ones come in, and keeps the others', async () => {
    let count = 0
    const { cache, clock, get, requests } = stillWorld(() => tokenReply(++count))
    await Promise.all(Array.from({ length: 1000 }, (_, index) => get(`old-${index}.example`)))
    clock.advanceSeconds(4000)
    const names = Array.from({ length: 30 }, (_, index) => `new-${index}.example`)
    await Promise.all(names.map((name) => get(name)))
    expect(cache.size).toBeLessThan(100)
    await Promise.all(names.map((name) => get(name)))
    expect(requests()).toBe(1030)
  })
})

describe('one credential for many resources', () => {
  it('does not keep expired tokens', async () => {
    setFlagsFromString('--expose-gc')
    const collectGarbage: () => void = runInNewContext('gc')
    const { clock, cache, credential } = world()
    const get = async (name: string) =>
      new WeakRef(await credential.getToken(`https://${name}.crm4.dynamics.com/.default`))
    const names = Array.from({ length: 200 }, (_, index) => String(index))
    const old = await Promise.all(names.map((name) => get(`old-${name}`)))
    clock.advanceSeconds(4000)
    for (const name of names) await get(`new-${name}`)
    expect(cache.size).toBeLessThan(300)
    await nextTurn()
    collectGarbage()
    expect(old.filter((token) => token.deref() !== undefined)).toEqual([])
  })
})

describe('single flight', () => {
  it('makes one request of a thousand concurrent calls on an empty cache', async () => {
    const { network, credential } = world()
    const tokens = await Promise.all(Array.from({ length: 1000 }, () => credential.getToken(scope)))
    expect(new Set(tokens).size).toBe(1)
    expect(network.arrived).toHaveLength(1)
  })

  it('tells all of them of a failure, and tries again at the next call', async () => {
    watchForUnhandledRejections()
    const replies: Reply[] = [json(503, { error: 'temporarily_unavailable' })]
    const issue = issuing()
    const { network, credential } = world((request) => replies.pop() ?? issue(request))
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => credential.getToken(scope)))
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    expect(network.arrived).toHaveLength(1)
    expect((await credential.getToken(scope)).token).toBe('token-1')
  })

  it('lets one caller give up without harm to the others', async () => {
    watchForUnhandledRejections()
    const reply = gate()
    const issue = issuing()
    const { network, credential } = world(async (request) => {
      await reply.opened
      return issue(request)
    })
    const controller = new AbortController()
    const impatient = credential.getToken(scope, { abortSignal: controller.signal })
    const patient = credential.getToken(scope)
    await arrivals(network, 1)
    controller.abort(new Error('enough'))
    await expect(impatient).rejects.toThrow('enough')
    reply.open()
    expect((await patient).token).toBe('token-1')
    expect(network.arrived).toHaveLength(1)
  })

  it('sends nothing for a caller who has given up before', async () => {
    const { network, credential } = world()
    await expect(credential.getToken(scope, { abortSignal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(network.bytesBeyond()).toBe('')
    await credential.getToken(scope)
    await expect(credential.getToken(scope, { abortSignal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  it('sends nothing for a caller who gives up at once', async () => {
    const { get, requests } = stillWorld(() => tokenReply(1))
    const controller = new AbortController()
    const outcome = get(tenantId, { abortSignal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(outcome).rejects.toThrow('enough')
    expect(requests()).toBe(0)
  })

  it('takes the signals of other libraries, which have no reason', async () => {
    const { credential } = world()
    const abortSignal = { aborted: true, addEventListener() {}, removeEventListener() {} }
    await expect(credential.getToken(scope, { abortSignal })).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('refresh ahead of expiry', () => {
  /** At 80 % of 3599 s the token is due for refresh; it may be used for 3569 s. */
  const due = 2880

  it('happens in the background while the valid token is handed out', async () => {
    const reply = gate()
    const issue = issuing()
    let held = false
    const { network, credential, clock } = world(async (request) => {
      if (held) await reply.opened
      return issue(request)
    })
    await credential.getToken(scope)
    clock.advanceSeconds(due)
    held = true
    const during = await Promise.all(Array.from({ length: 100 }, () => credential.getToken(scope)))
    expect(new Set(during.map(({ token }) => token))).toEqual(new Set(['token-1']))
    await arrivals(network, 2)
    reply.open()
    await expect.poll(async () => (await credential.getToken(scope)).token).toBe('token-2')
    expect(network.arrived).toHaveLength(2)
  })

  it('starts when the authority says so in refresh_in', async () => {
    let count = 0
    const { clock, get } = stillWorld(() => tokenReply(++count, { expires_in: 86400, refresh_in: 43200 }))
    await get()
    clock.advanceSeconds(43199)
    expect([await get(), await get()]).toEqual(['token-1', 'token-1'])
    clock.advanceSeconds(1)
    expect([await get(), await get()]).toEqual(['token-1', 'token-2'])
  })

  it('that fails is tried again later and later, while the valid token is handed out', async () => {
    watchForUnhandledRejections()
    const replies = [tokenReply(1)]
    const { clock, get, requests } = stillWorld(() => replies.pop() ?? json(503, { error: 'temporarily_unavailable' }))
    await get()
    clock.advanceSeconds(due)
    const attempts: number[] = []
    for (let second = 0; second < 600; second += 10) {
      const before = requests()
      expect(await get()).toBe('token-1')
      if (requests() > before) attempts.push(second)
      clock.advanceSeconds(10)
    }
    // 30 s, doubling.
    expect(attempts).toEqual([0, 30, 90, 210, 450])
  })

  it('that fails with Retry-After waits as long as that says', async () => {
    watchForUnhandledRejections()
    const replies = [tokenReply(1)]
    const refusal = json(429, { error: 'temporarily_unavailable' }, { 'retry-after': '200' })
    const { clock, get, requests } = stillWorld(() => replies.pop() ?? refusal)
    await get()
    clock.advanceSeconds(due)
    await get()
    clock.advanceSeconds(199)
    await get()
    expect(requests()).toBe(2)
    clock.advanceSeconds(1)
    await get()
    expect(requests()).toBe(3)
  })

  it('that keeps failing ends in the failure once the token has expired', async () => {
    watchForUnhandledRejections()
    const replies = [tokenReply(1)]
    const { clock, get } = stillWorld(() => replies.pop() ?? json(503, { error: 'temporarily_unavailable' }))
    await get()
    clock.advanceSeconds(due)
    await get()
    clock.advanceSeconds(3599 - due)
    await expect(get()).rejects.toMatchObject({ code: 'VERSEKEY_TOKEN_ENDPOINT', status: 503 })
  })

  it('spreads over time by the random source', async () => {
    const clock = new ManualClock()
    const network = networkWithAuthority()
    const cache = new TokenCache({ clock, random: () => 1 })
    const credential = clientSecret({ clientId, clientSecret: secret, tenantId, cache, fetch: network.fetch })
    const token = await credential.getToken(scope)
    // 3599 s × 0.8 × 0.95
    expect(token.refreshAfterTimestamp).toBe(clock.ms + 2_735_240)
  })
})

describe('after a refusal', () => {
  const throttled = json(429, { error: 'temporarily_unavailable' }, { 'retry-after': '120' })
  const wrongPassword = json(400, { error: 'invalid_grant', error_codes: [50126] })
  const wrongSecret = json(401, { error: 'invalid_client', error_codes: [7000215] })

  it.each([
    ['in JSON', throttled, { code: 'VERSEKEY_TOKEN_ENDPOINT', retryAfterSeconds: 120 }],
    [
      'in a page',
      { status: 429, headers: { 'content-type': 'text/html', 'retry-after': '120' }, body: '<p>slow down' },
      { code: 'VERSEKEY_UNEXPECTED_RESPONSE', retryAfterSeconds: 120 },
    ],
  ])('with Retry-After, %s, nothing is sent until that has passed', async (_, refusal, expected) => {
    watchForUnhandledRejections()
    const { clock, get, requests } = stillWorld(() => refusal)
    for (let call = 0; call < 50; call++) await expect(get()).rejects.toMatchObject(expected)
    expect(requests()).toBe(1)
    clock.advanceSeconds(119)
    await expect(get()).rejects.toMatchObject(expected)
    expect(requests()).toBe(1)
    clock.advanceSeconds(1)
    await expect(get()).rejects.toMatchObject(expected)
    expect(requests()).toBe(2)
  })

  it('with Retry-After to a refresh, nothing is sent either once the token has expired', async () => {
    watchForUnhandledRejections()
    const replies = [tokenReply(1)]
    const { clock, get, requests } = stillWorld(() => replies.pop() ?? throttled)
    await get()
    clock.advanceSeconds(3500)
    expect(await get()).toBe('token-1')
    clock.advanceSeconds(100)
    await expect(get()).rejects.toMatchObject({ status: 429 })
    expect(requests()).toBe(2)
  })

  it('with a Retry-After beyond reason, an hour is the longest', async () => {
    const { clock, get, requests } = stillWorld(() =>
      json(429, { error: 'temporarily_unavailable' }, { 'retry-after': '999999999' }),
    )
    await expect(get()).rejects.toThrow()
    clock.advanceSeconds(3600)
    await expect(get()).rejects.toThrow()
    expect(requests()).toBe(2)
  })

  it.each([
    ['password', wrongPassword],
    ['secret', wrongSecret],
  ])('of a %s it is sent again after 5 seconds, then 10, up to 5 minutes', async (_, refusal) => {
    const { clock, get, requests } = stillWorld(() => refusal)
    const attempts: number[] = []
    for (let second = 0; second < 1000; second += 5) {
      const before = requests()
      await expect(get()).rejects.toMatchObject({ code: 'VERSEKEY_TOKEN_ENDPOINT' })
      if (requests() > before) attempts.push(second)
      clock.advanceSeconds(5)
    }
    expect(attempts).toEqual([0, 5, 15, 35, 75, 155, 315, 615, 915])
  })

  it('a token makes the next refusal the first one again', async () => {
    const replies = [wrongSecret, tokenReply(1), wrongSecret, wrongSecret]
    const { clock, get, requests } = stillWorld(() => replies.pop() ?? tokenReply(2))
    await expect(get()).rejects.toThrow()
    clock.advanceSeconds(5)
    await expect(get()).rejects.toThrow()
    clock.advanceSeconds(10)
    expect(await get()).toBe('token-1')
    clock.advanceSeconds(3600)
    await expect(get()).rejects.toThrow()
    clock.advanceSeconds(5)
    expect(await get()).toBe('token-2')
    expect(requests()).toBe(5)
  })

  it.each([
    ['a server that is not available', json(503, { error: 'temporarily_unavailable' })],
    ['an application that is not there', json(400, { error: 'unauthorized_client', error_codes: [700016] })],
    ['a page', { status: 502, body: '<p>' }],
  ])('of another kind the next call tries again: %s', async (_, refusal) => {
    const { get, requests } = stillWorld(() => refusal)
    await expect(get()).rejects.toThrow()
    await expect(get()).rejects.toThrow()
    expect(requests()).toBe(2)
  })

  it('a claims challenge is sent all the same, and its refusal stands in nobody else’s way', async () => {
    const replies = [tokenReply(2), wrongPassword, tokenReply(1), wrongPassword]
    const { get, requests } = stillWorld(() => replies.pop() ?? wrongPassword)
    await expect(get()).rejects.toThrow()
    expect(await get(tenantId, { claims: '{}' })).toBe('token-1')
    await expect(get('other.example', { claims: '{}' })).rejects.toThrow()
    expect(await get('other.example')).toBe('token-2')
    expect(requests()).toBe(4)
  })

  it('another password is sent all the same', async () => {
    const { network, cache, clock } = world((request) =>
      request.body.includes('password=right') ? tokenReply(1) : wrongPassword,
    )
    const base = { clientId, tenantId, username: 'ada@contoso.com', cache, clock, fetch: network.fetch }
    const wrong = usernamePassword({ ...base, password: 'wrong' })
    for (let call = 0; call < 10; call++) await expect(wrong.getToken(scope)).rejects.toThrow()
    expect((await usernamePassword({ ...base, password: 'right' }).getToken(scope)).token).toBe('token-1')
    expect(network.arrived).toHaveLength(2)
  })

  it('is not forgotten when other entries come in', async () => {
    const { get, requests } = stillWorld(() => throttled)
    const names = Array.from({ length: 200 }, (_, index) => `tenant-${index}.example`)
    await Promise.allSettled(names.map((name) => get(name)))
    await Promise.allSettled(names.map((name) => get(name)))
    expect(requests()).toBe(200)
  })
})

describe('a claims challenge', () => {
  it('that is empty is none', async () => {
    const { network, credential } = world()
    await credential.getToken(scope, { claims: '' })
    await credential.getToken(scope, { claims: '' })
    expect(network.arrived).toHaveLength(1)
    expect(network.arrived[0]?.body).not.toContain('claims')
  })

  it('bypasses the cache and replaces its entry', async () => {
    const { network, credential } = world()
    await credential.getToken(scope)
    expect((await credential.getToken(scope, { claims: '{"a":1}' })).token).toBe('token-2')
    expect((await credential.getToken(scope)).token).toBe('token-2')
    expect(network.arrived).toHaveLength(2)
  })

  it('is one request for all who ask with the same claims, and one each for different claims', async () => {
    const { network, credential } = world()
    await Promise.all(
      ['{"a":1}', '{"a":1}', '{"a":2}', undefined, undefined].map((claims) => credential.getToken(scope, { claims })),
    )
    expect(network.arrived).toHaveLength(3)
  })

  it('is not undone by an earlier request that is answered later', async () => {
    const slow = gate()
    const { credential, network } = world(async ({ body }) => {
      const claims = new URLSearchParams(body).get('claims')
      if (claims === null) await slow.opened
      return json(200, {
        token_type: 'Bearer',
        expires_in: 3599,
        access_token: claims === null ? 'plain' : 'with-claims',
      })
    })
    const plain = credential.getToken(scope)
    await arrivals(network, 1)
    expect((await credential.getToken(scope, { claims: '{"a":1}' })).token).toBe('with-claims')
    slow.open()
    expect((await plain).token).toBe('plain')
    expect((await credential.getToken(scope)).token).toBe('with-claims')
  })

  it('that fails leaves the entry as it is', async () => {
    const issue = issuing()
    const { credential, network } = world((request) =>
      request.body.includes('claims=')
        ? json(400, { error: 'invalid_grant', suberror: 'basic_action' })
        : issue(request),
    )
    await credential.getToken(scope)
    await expect(credential.getToken(scope, { claims: '{}' })).rejects.toMatchObject({ suberror: 'basic_action' })
    expect((await credential.getToken(scope)).token).toBe('token-1')
    expect(network.arrived).toHaveLength(2)
  })
})
