import { createOutput, type Output } from '../../src/output/output.ts'
import { Collector } from './run-here.ts'

/** An output of 80 columns without colours, and what arrives there. */
export function plainOutput(): { readonly output: Output; readonly stdout: Collector; readonly stderr: Collector } {
  const stdout = new Collector()
  const stderr = new Collector()
  return { output: createOutput({ stdout, stderr, env: {} }, false), stdout, stderr }
}
