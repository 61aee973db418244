import { expect } from 'vitest'
import { SeedError } from '../../src/world/seed-error.ts'

/** The error that a seed is refused with. */
export function seedError(parse: () => unknown): SeedError {
  try {
    parse()
  } catch (error) {
    expect(error).toBeInstanceOf(SeedError)
    if (error instanceof SeedError) return error
  }
  throw new Error('the seed was not refused')
}
