// (a) What a call costs while the token is cached, for one principal and for many.
import type { BenchContext, Benchmark } from './support/bench.ts'
import { Child } from './support/child.ts'
import { formatCount, formatDuration, formatDurations, formatNumber, formatSummary } from './support/format.ts'
import { interleave, samplesOf } from './support/interleave.ts'
import type { CallsSample } from './support/questions.ts'
import type { Goal, Table } from './support/report.ts'
import { summarize, summarizeRatio } from './support/summary.ts'

const limit = 'limit: Map lookup'
const ours = '@versekey/client'
const peers: readonly string[] = ['@azure/msal-node', '@azure/identity']
const programs: ReadonlyMap<string, string> = new Map([
  [limit, 'map-lookup'],
  [ours, 'versekey'],
  ['@azure/msal-node', 'msal-node'],
  ['@azure/identity', 'azure-identity'],
  ['msal-node, an object each', 'msal-node-each'],
  ['identity, an object each', 'azure-identity-each'],
])
const shared = [limit, ours, ...peers]
/** An object for each principal is no different for one, and takes gigabytes for 100,000. */
const cells: readonly { readonly principals: number; readonly names: readonly string[] }[] = [
  { principals: 1, names: shared },
  { principals: 1_000, names: [...programs.keys()] },
  { principals: 100_000, names: shared },
]
const warmUpSeconds = 1
const roundSeconds = 0.3
const mostTimesTheLimit = 3
const leastTimesFaster = 200

type Samples = ReadonlyMap<string, readonly CallsSample[]>

export const warmGetToken: Benchmark = {
  letter: 'a',
  async run(context) {
    const measured = new Map<number, Samples>()
    for (const { principals, names } of cells) {
      context.progress(`warm getToken, cached principals: ${formatCount(principals)}`)
      measured.set(principals, await measureCell(principals, names, context))
    }
    return {
      title: '(a) getToken with a warm cache, by number of cached principals',
      tables: [tableOf(measured)],
      goals: [...measured].flatMap(([principals, samples]) => goalsOf(principals, samples)),
      notes: [
        'Time of one call: median (quartiles). Ratios are of CPU time, round by round.',
        'Peers keep one object for all principals, as a service for many tenants does; "an object each" is the ' +
          'other way, which costs them per call what one principal costs, and memory for each.',
      ],
    }
  },
}

async function measureCell(principals: number, names: readonly string[], context: BenchContext): Promise<Samples> {
  await using children = new AsyncDisposableStack()
  const variants = []
  for (const name of names) {
    const program = context.installed.program(`warm-get-token/${programs.get(name)}`)
    const child = children.use(new Child(program, { args: [String(principals)] }))
    await child.firstLine()
    await child.ask('measureCalls', { seconds: warmUpSeconds })
    variants.push({ name, measure: () => child.ask('measureCalls', { seconds: roundSeconds }) })
  }
  return await interleave(variants, context.rounds) // the children end with this function
}

function cpuPerCall(samples: Samples, name: string): number[] {
  return samplesOf(samples, name).map(({ cpuSeconds, calls }) => cpuSeconds / calls)
}

function tableOf(measured: ReadonlyMap<number, Samples>): Table {
  const rows = [...measured].flatMap(([principals, samples]) =>
    [...samples.keys()].map((name) => [
      name,
      formatCount(principals),
      formatDurations(summarize(cpuPerCall(samples, name))),
      formatDuration(summarize(samplesOf(samples, name).map(({ wallSeconds, calls }) => wallSeconds / calls))),
      formatNumber(summarizeRatio(cpuPerCall(samples, name), cpuPerCall(samples, limit)).median),
    ]),
  )
  return { columns: ['', 'cached', 'CPU', 'wall', '× limit'], rows }
}

function goalsOf(principals: number, samples: Samples): Goal[] {
  const own = cpuPerCall(samples, ours)
  const overLimit = summarizeRatio(own, cpuPerCall(samples, limit))
  const cached = `with ${formatCount(principals)} cached`
  return [
    {
      aim: `≤ ${mostTimesTheLimit} × the lookup ${cached}`,
      figure: `${formatSummary(overLimit)} ×`,
      isMet: overLimit.median <= mostTimesTheLimit,
    },
    ...peers.map((peer) => {
      const faster = summarizeRatio(cpuPerCall(samples, peer), own)
      return {
        aim: `≥ ${leastTimesFaster} × faster than ${peer} ${cached}`,
        figure: `${formatNumber(faster.median)} ×`,
        isMet: faster.median >= leastTimesFaster,
      }
    }),
  ]
}
