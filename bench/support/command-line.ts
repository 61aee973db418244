import { parseArgs } from 'node:util'

/** What the command line asks for. */
export interface BenchOptions {
  /** Letters of the benchmarks to run; all when empty. */
  readonly letters: readonly string[]
  readonly rounds: number
  readonly asMarkdown: boolean
  /** Measures what the last run packed and installed. */
  readonly reuseInstalled: boolean
}

export const usage = `Usage: npm run bench -- [a] [b] [c] [d] [e] [options]

  a  getToken with a warm cache         d  the emulator beside other servers
  b  concurrent getToken, empty cache   e  what an installation brings along
  c  process start to first token

  --repeats N   rounds of each measurement, 5 by default and at least
  --markdown    tables for a README
  --installed   measure what the last run packed, without packing again`

/** The command line cannot be understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const leastRounds = 5

/** @throws {UsageError} Saying what is wrong. */
export function parseCommandLine(argv: readonly string[], knownLetters: readonly string[]): BenchOptions | 'help' {
  const { values, positionals } = parse(argv)
  if (values.help === true) return 'help'
  const unknown = positionals.find((letter) => !knownLetters.includes(letter))
  if (unknown !== undefined) throw new UsageError(`there is no benchmark "${unknown}"`)
  const rounds = Number(values.repeats ?? leastRounds)
  if (!Number.isInteger(rounds) || rounds < leastRounds) {
    throw new UsageError(`--repeats takes a whole number from ${leastRounds}`)
  }
  return {
    letters: positionals,
    rounds,
    asMarkdown: values.markdown === true,
    reuseInstalled: values.installed === true,
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        repeats: { type: 'string' },
        markdown: { type: 'boolean' },
        installed: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
