// What `npm test` does: each step in turn, the first failure ends the run. Arguments go to Vitest.
import { spawnSync } from 'node:child_process'

const steps: readonly (readonly [title: string, command: string, ...arguments: string[]])[] = [
  ['format and lint', 'biome', 'ci', '.'],
  ['types', 'tsc'],
  ['tests', 'vitest', 'run', ...process.argv.slice(2)],
]

for (const [title, command, ...args] of steps) {
  const startedAt = performance.now()
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (error !== undefined) throw error
  if (status !== 0) {
    process.stderr.write(`\n${title}: failed (${command} ended with ${status})\n`)
    process.exit(status ?? 1)
  }
  if (command !== 'vitest')
    process.stdout.write(`${title}: passed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
}
