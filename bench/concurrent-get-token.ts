// (b) How many requests reach the token endpoint when many callers ask at once and nothing is cached.
import type { BenchContext, Benchmark } from './support/bench.ts'
import { startEmulatorForClients } from './support/emulator-for-clients.ts'
import { formatCount, formatDuration, formatDurations } from './support/format.ts'
import { interleave, samplesOf } from './support/interleave.ts'
import type { Times } from './support/questions.ts'
import type { Report } from './support/report.ts'
import { runProgram } from './support/run-program.ts'
import { summarize } from './support/summary.ts'

const callers = 1_000
const ours = '@versekey/client'
const programs: ReadonlyMap<string, string> = new Map([
  [ours, 'versekey'],
  ['@azure/msal-node', 'msal-node'],
  ['@azure/identity', 'azure-identity'],
])

interface CallersSample extends Times {
  readonly requests: number
}

type Samples = ReadonlyMap<string, readonly CallersSample[]>

export const concurrentGetToken: Benchmark = {
  letter: 'b',
  async run(context) {
    context.progress(`${formatCount(callers)} callers at once`)
    return reportOf(await measure(context))
  },
}

async function measure(context: BenchContext): Promise<Samples> {
  await using emulator = await startEmulatorForClients(context)
  const env = { ...emulator.env, BENCH_CALLERS: String(callers) }
  const variants = [...programs].map(([name, file]) => ({
    name,
    async measure() {
      const program = context.installed.program(`concurrent-get-token/${file}`)
      const { output, wallSeconds } = await runProgram(program, env)
      return { requests: await emulator.takeTokenRequestCount(), cpuSeconds: Number(output), wallSeconds }
    },
  }))
  return await interleave(variants, context.rounds)
}

function reportOf(samples: Samples): Report {
  const summaryOf = (name: string, field: keyof CallersSample) =>
    summarize(samplesOf(samples, name).map((sample) => sample[field]))
  const rows = [...programs.keys()].map((name) => [
    name,
    formatCount(summaryOf(name, 'requests').median),
    formatDurations(summaryOf(name, 'cpuSeconds')),
    formatDuration(summaryOf(name, 'wallSeconds')),
  ])
  const most = Math.max(...samplesOf(samples, ours).map(({ requests }) => requests))
  return {
    title: `(b) ${formatCount(callers)} callers of getToken at once, empty cache`,
    tables: [{ columns: ['', 'token requests', 'CPU', 'wall'], rows: [['limit: one for all', '1', '', ''], ...rows] }],
    goals: [{ aim: '1 request', figure: formatCount(most), isMet: most === 1 }],
    notes: ['Requests are counted at the endpoint, over TLS. Times are of the whole process: median (quartiles).'],
  }
}
