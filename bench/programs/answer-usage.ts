// Loaded with --import into the processes whose resources are measured from outside.
import { answer } from './support/answer.ts'

answer('usage', () => {
  const { user, system } = process.cpuUsage()
  return { cpuSeconds: (user + system) / 1e6, residentBytes: process.memoryUsage.rss() }
})
