// (c) What a process that wants one token costs, from its start.
import type { Benchmark } from './support/bench.ts'
import { startEmulatorForClients } from './support/emulator-for-clients.ts'
import { formatNumber, formatSummary } from './support/format.ts'
import { interleave, samplesOf } from './support/interleave.ts'
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
const runsPerRound = 4
const mostTimesTheLimit = 1.25

export const firstToken: Benchmark = {
  letter: 'c',
  async run(context) {
    const { installed, rounds, progress } = context
    progress('process start to first token')
    await using emulator = await startEmulatorForClients(context)
    const variants = [...programs].map(([name, program]) => ({
      name,
      async measure() {
        const { output, wallSeconds } = await runProgram(installed.program(`first-token/${program}`), emulator.env)
        return { cpuSeconds: Number(output), wallSeconds }
      },
    }))
    const samples = await interleave(variants, rounds * runsPerRound)
    const cpuOf = (name: string) => samplesOf(samples, name).map(({ cpuSeconds }) => cpuSeconds)
    const baseline = summarize(cpuOf(empty)).median
    const aboveEmpty = (name: string) => cpuOf(name).map((cpuSeconds) => cpuSeconds - baseline)
    const timesTheLimit = (name: string) => summarizeRatio(aboveEmpty(name), aboveEmpty(limit))
    const rows = [...programs.keys()].map((name) => [
      name,
      formatSummary(summarize(cpuOf(name)), 1000),
      name === empty ? '' : formatSummary(summarize(aboveEmpty(name)), 1000),
      name === empty ? '' : formatNumber(timesTheLimit(name).median),
      formatSummary(summarize(samplesOf(samples, name).map(({ wallSeconds }) => wallSeconds)), 1000),
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
        `Median (quartiles) of ${rounds * runsPerRound} processes each, by client secret from one emulator over TLS.`,
        'The peers ask for metadata first, as they do for every authority that is not of the public cloud.',
      ],
    }
  },
}
