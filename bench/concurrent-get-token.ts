// (b) How many requests reach the token endpoint when many callers ask at once and nothing is cached.
import type { Benchmark } from './support/bench.ts'
import { startEmulatorForClients } from './support/emulator-for-clients.ts'
import { formatCount, formatDuration, formatNumber } from './support/format.ts'
import { interleave, samplesOf } from './support/interleave.ts'
import { runProgram } from './support/run-program.ts'
import { summarize } from './support/summary.ts'

const callers = 1_000
const ours = '@versekey/client'
const programs: ReadonlyMap<string, string> = new Map([
  [ours, 'versekey'],
  ['@azure/msal-node', 'msal-node'],
  ['@azure/identity', 'azure-identity'],
])

export const concurrentGetToken: Benchmark = {
  letter: 'b',
  async run(context) {
    const { installed, rounds, progress } = context
    progress(`${formatCount(callers)} callers at once`)
    await using emulator = await startEmulatorForClients(context)
    const env = { ...emulator.env, BENCH_CALLERS: String(callers) }
    const variants = [...programs].map(([name, program]) => ({
      name,
      async measure() {
        const { output, wallSeconds } = await runProgram(installed.program(`concurrent-get-token/${program}`), env)
        return { requests: await emulator.takeTokenRequestCount(), cpuSeconds: Number(output), wallSeconds }
      },
    }))
    const samples = await interleave(variants, rounds)
    const requestsOf = (name: string) => summarize(samplesOf(samples, name).map(({ requests }) => requests))
    const rows = [...programs.keys()].map((name) => [
      name,
      formatNumber(requestsOf(name).median),
      formatDuration(summarize(samplesOf(samples, name).map(({ cpuSeconds }) => cpuSeconds))),
      formatDuration(summarize(samplesOf(samples, name).map(({ wallSeconds }) => wallSeconds))),
    ])
    const most = Math.max(...samplesOf(samples, ours).map(({ requests }) => requests))
    return {
      title: `(b) ${formatCount(callers)} callers of getToken at once, empty cache`,
      tables: [
        {
          columns: ['', 'token requests', 'CPU of the process', 'wall'],
          rows: [['limit: one for all', '1', '', ''], ...rows],
        },
      ],
      goals: [{ aim: '1 request', figure: formatNumber(most), isMet: most === 1 }],
      notes: ['Counted at the endpoint, over TLS. CPU and wall time are of the whole process: median (quartiles).'],
    }
  },
}
