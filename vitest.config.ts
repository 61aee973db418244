import { defineConfig } from 'vitest/config'

/** One project a kind of test, so that one kind can be run alone: `npx vitest run --project packages`. */
function project(name: string, ...include: string[]) {
  return { test: { name, include, pool: 'forks', testTimeout: 20_000, hookTimeout: 20_000 } }
}

export default defineConfig({
  test: {
    // Makes a machine of the tests' own (state folder, localhost CA) before any worker starts.
    globalSetup: './test/global-setup.ts',
    // NODE_EXTRA_CA_CERTS is read when a process starts: threads would not see it.
    pool: 'forks',
    projects: [
      project('packages', 'packages/*/test/**/*.test.ts'),
      project('repository', 'test/**/*.test.ts', 'examples/**/*.test.ts'),
      project('conformance', 'conformance/**/*.test.ts'),
    ],
  },
})
