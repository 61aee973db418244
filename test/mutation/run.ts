// Runs, in one Vitest, the tests of each mutant against its changed fact, and all of them once against the facts as they
// are; prints what failed as JSON. A process of its own, since Vitest does not run inside Vitest.
import type { Plugin } from 'vite'
import { createVitest, type TestModule } from 'vitest/node'
import { type Mutant, mutants } from './mutants.ts'

/** Messages of the failed tests and the number of passed ones, by mutant title; `control` is without a change. */
export type Outcome = Record<string, { passed: number; failures: string[] }>

const outcome: Outcome = {}
const vitest = await createVitest('test', {
  config: false,
  watch: false,
  reporters: [{}],
  globalSetup: './test/global-setup.ts',
  pool: 'forks',
  projects: [
    ...mutants.map((mutant) => project(mutant.title, [mutant.test], mutant.pattern, [mutate(mutant)])),
    project(
      'control',
      [...new Set(mutants.map(({ test }) => test))],
      mutants.map(({ pattern }) => pattern).join('|'),
      [],
    ),
  ],
})
try {
  await vitest.start()
  for (const module of vitest.state.getTestModules()) add(module)
} finally {
  await vitest.close()
}
process.stdout.write(JSON.stringify(outcome))
process.exit(0)

function project(name: string, include: string[], pattern: string, plugins: Plugin[]) {
  // The cache on disk knows nothing of the changes.
  const test = { name, include, testNamePattern: new RegExp(pattern), pool: 'forks' as const, fsModuleCache: false }
  return { plugins, test: { ...test, testTimeout: 20_000, hookTimeout: 20_000 } }
}

function mutate({ title, file, anchor, from, to }: Mutant): Plugin {
  return {
    name: 'change-one-fact',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith(file)) return undefined
      const place = code.indexOf(from, code.indexOf(anchor))
      if (!code.includes(anchor) || place < 0) throw new TypeError(`${title}: nothing to change in ${file}`)
      return `${code.slice(0, place)}${to}${code.slice(place + from.length)}`
    },
  }
}

function add(module: TestModule): void {
  outcome[module.project.name] ??= { passed: 0, failures: [] }
  const entry = outcome[module.project.name]
  for (const test of module.children.allTests()) {
    const { state, errors } = test.result()
    if (state === 'passed' && entry !== undefined) entry.passed += 1
    if (state === 'failed') entry?.failures.push(...errors.map(({ name }) => name ?? 'Error'))
  }
}
