// (c) What a process that wants one token costs, from its start.
import type { BenchContext, Benchmark } from './support/bench.ts'
import { startEmulatorForClients } from './support/emulator-for-clients.ts'
import { formatNumber, formatSummary } from './support/format.ts'
import { interleave, samplesOf } from './support/interleave.ts'
import type { Times } from './support/questions.ts'
import type { Report } from './support/report.ts'
import { runProgram } from './support/run-program.ts'
import { summarize, summarizeRatio } from './support/summary.ts'

const empty = 'empty Node.js process'
const limit = 'limit: bare fetch'
const ours = '@versekey/client'
const programs: ReadonlyMap<string, string> = new Map([
  [empty, 'empty'],
  [limit, 'fetch'],
  [ours, 'versekey'],
  ['@azure/msal-node', 'msal-node'],
  ['@azure/identity', 'azure-identity'],
])
/** A process is over quickly, and its cost differs from one to the next. */
const processesPerRound = 4
const mostTimesTheLimit = 1.25

type Samples = ReadonlyMap<string, readonly Times[]>

export const firstToken: Benchmark = {
  letter: 'c',
  async run(context) {
    context.progress('process start to first token')
    return reportOf(await measure(context))
  },
}

async function measure(context: BenchContext): Promise<Samples> {
  await using emulator = await startEmulatorForClients(context)
  const variants = [...programs].map(([name, file]) => ({
    name,
    async measure() {
      const { output, wallSeconds } = await runProgram(context.installed.program(`first-token/${file}`), emulator.env)
      return { cpuSeconds: Number(output), wallSeconds }
    },
  }))
  return await interleave(variants, context.rounds * processesPerRound)
}

function reportOf(samples: Samples): Report {
  const valuesOf = (name: string, field: keyof Times) => samplesOf(samples, name).map((sample) => sample[field])
  const baseline = summarize(valuesOf(empty, 'cpuSeconds')).median
  const aboveEmpty = (name: string) => valuesOf(name, 'cpuSeconds').map((cpuSeconds) => cpuSeconds - baseline)
  const timesTheLimit = (name: string) => summarizeRatio(aboveEmpty(name), aboveEmpty(limit))
  const rows = [...programs.keys()].map((name) => [
    name,
    formatSummary(summarize(valuesOf(name, 'cpuSeconds')), 1e3),
    name === empty ? '' : formatSummary(summarize(aboveEmpty(name)), 1e3),
    name === empty ? '' : formatNumber(timesTheLimit(name).median),
    formatNumber(summarize(valuesOf(name, 'wallSeconds')).median * 1e3),
  ])
  const own = timesTheLimit(ours)
  return {
    title: '(c) Process start to first token',
    tables: [{ columns: ['', 'CPU ms', 'above empty', '× limit', 'wall ms'], rows }],
    goals: [
      {
        aim: `≤ ${mostTimesTheLimit} × bare fetch above an empty process`,
        figure: `${formatSummary(own)} ×`,
        isMet: own.median <= mostTimesTheLimit,
      },
    ],
    notes: [
      `Median (quartiles) of ${samplesOf(samples, ours).length} processes each; one token by client secret from one ` +
        'emulator over TLS.',
      'The peers ask for metadata first, as they do for every authority that is not of the public cloud.',
    ],
  }
}
