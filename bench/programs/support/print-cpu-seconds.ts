import { writeSync } from 'node:fs'

/** Prints the processor time of this process since its start, and ends it. */
export function printCpuSecondsAndExit(): never {
  const { user, system } = process.cpuUsage()
  writeSync(1, String((user + system) / 1e6))
  process.exit()
}
