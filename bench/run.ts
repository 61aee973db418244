// What `npm run bench` does: packs the packages, installs them, and measures them beside their peers and limits.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { concurrentGetToken } from './concurrent-get-token.ts'
import { emulator } from './emulator/emulator.ts'
import { firstToken } from './first-token.ts'
import { installSize } from './install-size.ts'
import type { Benchmark } from './support/bench.ts'
import { type BenchOptions, parseCommandLine, UsageError, usage } from './support/command-line.ts'
import { preparePackages } from './support/installed.ts'
import { describeMachine } from './support/machine.ts'
import { renderMarkdown } from './support/render-markdown.ts'
import { renderText } from './support/render-text.ts'
import { warmGetToken } from './warm-get-token.ts'

const benchmarks: readonly Benchmark[] = [warmGetToken, concurrentGetToken, firstToken, emulator, installSize]

process.exitCode = await main()

async function main(): Promise<number> {
  try {
    const options = parseCommandLine(
      process.argv.slice(2),
      benchmarks.map(({ letter }) => letter),
    )
    if (options === 'help') console.log(usage)
    else await runBenchmarks(options)
    return 0
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(`bench: ${error.message}\n\n${usage}`)
    return 2
  }
}

async function runBenchmarks({ letters, rounds, asMarkdown, reuseInstalled }: BenchOptions): Promise<void> {
  const chosen = benchmarks.filter(({ letter }) => letters.length === 0 || letters.includes(letter))
  const folder = await mkdtemp(join(tmpdir(), 'versekey-bench-'))
  try {
    const [stateFolder, scratchFolder] = [join(folder, 'state'), join(folder, 'scratch')]
    await Promise.all([mkdir(stateFolder, { mode: 0o700 }), mkdir(scratchFolder)])
    progress(reuseInstalled ? 'compiling the programs' : 'packing and installing the packages')
    const installed = await preparePackages({ reuse: reuseInstalled })
    console.log(`${describeMachine()}, ${rounds} rounds\n`)
    for (const { run } of chosen) {
      const report = await run({ installed, rounds, stateFolder, scratchFolder, progress })
      console.log(`${asMarkdown ? renderMarkdown(report) : renderText(report)}\n`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function progress(step: string): void {
  console.error(`bench: ${step}`)
}
