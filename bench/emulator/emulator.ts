// (d) The emulator beside other servers that issue tokens.
import type { Benchmark } from '../support/bench.ts'
import { measureStart } from './measure-start.ts'
import { measureTokens } from './measure-tokens.ts'
import { createServers } from './servers.ts'

export const emulator: Benchmark = {
  letter: 'd',
  async run(context) {
    const servers = await createServers(context)
    const start = await measureStart(servers, context)
    const tokens = await measureTokens(servers, context)
    return {
      title: '(d) The emulator',
      tables: [start.table, tokens.table],
      goals: [...start.goals, ...tokens.goals],
      notes: [
        'Median (quartiles). CPU time is of the server; the load generator is another process.',
        'versekey emulate speaks TLS on three origins; the peers and the bare server speak plain HTTP, so the row ' +
          'to compare with them is "versekey, plain HTTP". "First ever" makes the CA and the keys of a machine too.',
      ],
    }
  },
}
