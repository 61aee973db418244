import { beforeAll, expect, it } from 'vitest'
import { runProgram } from '../support/program.ts'
import { mutants } from './mutants.ts'
import type { Outcome } from './run.ts'

// A wrong fact must fail a test that states the right one itself: tests outside packages/facts never import what they
// expect on the wire.
let outcome: Outcome

beforeAll(async () => {
  const program = runProgram(['test/mutation/run.ts'])
  await program.ended()
  const output = program.output()
  expect(program.errors()).toBe('')
  outcome = JSON.parse(output.slice(output.indexOf('{'))) as Outcome
}, 120_000)

it.each(mutants.map(({ title }) => title))('a test notices that %s', (title) => {
  expect(outcome[title]?.failures).not.toEqual([])
  expect(outcome[title]?.passed).toBe(0)
})

it('the same tests pass with the facts as they are', () => {
  expect(outcome['control']?.failures).toEqual([])
  expect(outcome['control']?.passed).toBeGreaterThanOrEqual(mutants.length)
})
