import type { CallsSample } from '../../support/questions.ts'
import { answer } from './answer.ts'

/** Clock readings are this far apart at least, as a share of the whole time, so that they do not count. */
const clockShare = 0.02
const fewestCalls = 3

/**
 * Lets the runner measure `call`, which gets a token for one principal. Calls are made one after the other and for
 * principals in random order, so that neither the processor's caches nor a client's memory of its last call makes any of
 * them warmer than it would be.
 */
export function answerMeasureCalls<Principal>(
  principals: readonly Principal[],
  call: (principal: Principal) => Promise<unknown>,
): void {
  const order = shuffle(principals)
  answer('measureCalls', ({ seconds }) => measure(order, call, seconds))
  console.log('ready')
}

async function measure<Principal>(
  order: readonly Principal[],
  call: (principal: Principal) => Promise<unknown>,
  seconds: number,
): Promise<CallsSample> {
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  let wallSeconds = 0
  let calls = 0
  let batch = 1
  let position = 0
  while (wallSeconds < seconds || calls < fewestCalls) {
    position = await callInTurn(order, call, position, batch)
    calls += batch
    const now = (performance.now() - startedAt) / 1000
    if (now - wallSeconds < seconds * clockShare) batch *= 2
    wallSeconds = now
  }
  const { user, system } = process.cpuUsage(cpuBefore)
  return { calls, wallSeconds, cpuSeconds: (user + system) / 1e6 }
}

/** @returns The position to go on from. */
async function callInTurn<Principal>(
  order: readonly Principal[],
  call: (principal: Principal) => Promise<unknown>,
  first: number,
  count: number,
): Promise<number> {
  let position = first
  for (let made = 0; made < count; made++) {
    await call(order[position] as Principal)
    position = position + 1 === order.length ? 0 : position + 1
  }
  return position
}

function shuffle<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
