// What `npm test` does: each step in turn, the first failure ends the run. Arguments go to Vitest. The last line counts
// the tests in the form that any CI can read.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'versekey-report-'))
const report = join(folder, 'report.json')
/** Biome colours its output even for a file. */
const colors = process.stdout.isTTY && !process.env['NO_COLOR'] ? '--colors=force' : '--colors=off'
let exitCode = 1
try {
  exitCode =
    step('format and lint', 'biome', 'ci', colors, '.') || step('types', 'tsc') || runTests(process.argv.slice(2))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = exitCode

function step(title: string, command: string, ...args: string[]): number {
  const startedAt = performance.now()
  const status = run(command, args)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  if (status === 0) process.stdout.write(`${title}: passed in ${seconds} s\n`)
  else process.stderr.write(`${title}: failed (${command} ended with ${status})\n`)
  return status
}

function runTests(args: readonly string[]): number {
  const status = run('vitest', ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile=${report}`])
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
  // A file that fails before its tests has no failed test.
  const failed = Math.max(numFailedTests, status === 0 ? 0 : 1)
  process.stdout.write(`${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped\n`)
  return status
}

function run(command: string, args: readonly string[]): number {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (error !== undefined) throw error
  return status ?? 1
}
