import type { BenchContext } from '../support/bench.ts'
import { formatSummary } from '../support/format.ts'
import { interleave, samplesOf } from '../support/interleave.ts'
import type { Goal, Table } from '../support/report.ts'
import { type Summary, summarize } from '../support/summary.ts'
import { startTokenServer, type TokenServer, waitUntilIdle } from '../support/token-server.ts'
import { ours, oursPlain, peers } from './servers.ts'

const mostResidentBytes = 90e6

/** How long servers take from the start of the process to the first token, and how much memory they then hold. */
export async function measureStart(servers: ReadonlyMap<string, TokenServer>, context: BenchContext) {
  context.progress('servers: start to first token, then idle')
  const usageProgram = context.installed.program('answer-usage')
  const variants = [...servers.values()].map((server) => ({
    name: server.name,
    async measure() {
      await using running = await startTokenServer(server, usageProgram)
      requireComparable(server.name, running.firstToken)
      const { residentBytes } = await waitUntilIdle(running)
      const { firstTokenWallSeconds: wallSeconds, firstTokenCpuSeconds: cpuSeconds } = running
      return { wallSeconds, cpuSeconds, residentBytes }
    },
  }))
  const samples = await interleave(variants, context.rounds)
  const summaryOf = (name: string, field: 'wallSeconds' | 'cpuSeconds' | 'residentBytes') =>
    summarize(samplesOf(samples, name).map((sample) => sample[field]))
  const rows = [...servers.keys()].map((name) => [
    name,
    formatSummary(summaryOf(name, 'cpuSeconds'), 1e3),
    formatSummary(summaryOf(name, 'wallSeconds'), 1e3),
    formatSummary(summaryOf(name, 'residentBytes'), 1e-6),
  ])
  return {
    table: { columns: ['start to first token', 'CPU ms', 'wall ms', 'idle RSS MB'], rows } satisfies Table,
    goals: [
      ...[ours, oursPlain].flatMap((name) =>
        peers.map((peer) => aheadOf(name, peer, summaryOf(name, 'wallSeconds'), summaryOf(peer, 'wallSeconds'))),
      ),
      memoryGoal(summaryOf(ours, 'residentBytes')),
    ],
  }
}

/** Every server signs with RSA-2048 and SHA-256, or the comparison says nothing. */
function requireComparable(name: string, token: string): void {
  const [header = '', , signature = ''] = token.split('.')
  const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))
  const signatureBytes = Buffer.from(signature, 'base64url').length
  if (alg === 'RS256' && signatureBytes === 256) return
  throw new Error(`${name} signs with ${alg} and ${signatureBytes * 8} bits instead of RS256 and 2048`)
}

function aheadOf(name: string, peer: string, own: Summary, other: Summary): Goal {
  return {
    aim: `start of ${name} ahead of ${peer}`,
    figure: `${formatSummary(own, 1e3)} against ${formatSummary(other, 1e3)} ms`,
    isMet: own.median < other.median,
  }
}

function memoryGoal(own: Summary): Goal {
  return {
    aim: `idle RSS of ${ours} ≤ ${mostResidentBytes / 1e6} MB`,
    figure: `${formatSummary(own, 1e-6)} MB`,
    isMet: own.median <= mostResidentBytes,
  }
}
