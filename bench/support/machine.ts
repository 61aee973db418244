import { arch, availableParallelism, cpus, platform } from 'node:os'

/** What the figures were measured on, in a line. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() || 'unknown processor'
  return `Node.js ${process.versions.node}, ${platform()} ${arch()}, ${availableParallelism()} × ${model}`
}
