import type { BenchContext } from '../support/bench.ts'
import { Child } from '../support/child.ts'
import { formatNumber, formatSummary } from '../support/format.ts'
import { interleave, samplesOf } from '../support/interleave.ts'
import type { Goal, Table } from '../support/report.ts'
import { summarize, summarizeRatio } from '../support/summary.ts'
import { type RunningServer, startTokenServer, type TokenServer, waitUntilIdle } from '../support/token-server.ts'
import { findSignaturesPerSecond } from './openssl-speed.ts'
import { bare, oursFirstEver, oursPlain } from './servers.ts'

const connectionCounts = [1, 16, 64]
const warmUpSeconds = 0.2
const roundSeconds = 0.8
const leastShareOfBare = 0.85

interface TokensSample {
  readonly perCpuSecond: number
  readonly perSecond: number | undefined
}

type Samples = ReadonlyMap<string, readonly TokensSample[]>

const openssl = 'limit: openssl speed'

/** How many tokens servers issue for a second of their processor time, and for a second of ours. */
export async function measureTokens(servers: ReadonlyMap<string, TokenServer>, context: BenchContext) {
  context.progress('servers: tokens per CPU-second')
  await using children = new AsyncDisposableStack()
  const load = children.use(new Child(context.installed.program('load')))
  const usageProgram = context.installed.program('answer-usage')
  const compared = [...servers.values()].filter(({ name }) => name !== oursFirstEver)
  const variants = []
  for (const server of compared) {
    const running = children.use(await startTokenServer(server, usageProgram))
    await waitUntilIdle(running)
    for (const connections of connectionCounts) {
      const measure = () => measureLoad(running, load, connections)
      variants.push({ name: cellName(server.name, connections), measure })
    }
  }
  const signatures = await findSignaturesPerSecond()
  if (signatures !== undefined) variants.push({ name: openssl, measure: signatures })
  const samples = await interleave(variants, context.rounds)
  const names = compared.map(({ name }) => name)
  return { table: tableOf(samples, names), goals: connectionCounts.map((connections) => goalOf(samples, connections)) }
}

async function measureLoad(server: RunningServer, load: Child, connections: number): Promise<TokensSample> {
  const { request } = server
  await load.ask('load', { request, connections, seconds: warmUpSeconds })
  const before = await server.usage()
  const { tokens, wallSeconds } = await load.ask('load', { request, connections, seconds: roundSeconds })
  const after = await server.usage()
  return { perCpuSecond: tokens / (after.cpuSeconds - before.cpuSeconds), perSecond: tokens / wallSeconds }
}

function cellName(server: string, connections: number): string {
  return `${server}, ${connections}`
}

function perCpuSecond(samples: Samples, server: string, connections: number): number[] {
  return samplesOf(samples, cellName(server, connections)).map((sample) => sample.perCpuSecond)
}

function tableOf(samples: Samples, servers: readonly string[]): Table {
  const rows = servers.flatMap((server) =>
    connectionCounts.map((connections) => [
      server,
      String(connections),
      formatSummary(summarize(perCpuSecond(samples, server, connections))),
      formatNumber(
        summarize(samplesOf(samples, cellName(server, connections)).map(({ perSecond }) => perSecond ?? 0)).median,
      ),
      formatNumber(shareOfBare(samples, server, connections).median),
    ]),
  )
  const signatures = samples.get(openssl)?.map((sample) => sample.perCpuSecond)
  const limit = signatures === undefined ? [] : [[openssl, '', formatSummary(summarize(signatures)), '', '']]
  return { columns: ['RS256 tokens', 'connections', 'per CPU s', 'per s', '× bare'], rows: [...rows, ...limit] }
}

function shareOfBare(samples: Samples, server: string, connections: number) {
  return summarizeRatio(perCpuSecond(samples, server, connections), perCpuSecond(samples, bare, connections))
}

function goalOf(samples: Samples, connections: number): Goal {
  const share = shareOfBare(samples, oursPlain, connections)
  return {
    aim: `≥ ${leastShareOfBare} of the bare server at ${connections} connection${connections === 1 ? '' : 's'}`,
    figure: formatSummary(share),
    isMet: share.median >= leastShareOfBare,
  }
}
