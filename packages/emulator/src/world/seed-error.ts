/** One thing that is wrong with a seed file. */
export interface SeedProblem {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number
  /** JSON pointer (RFC 6901); empty for the whole file. */
  readonly path: string
  readonly message: string
  /** What would be right; empty when the message says it. */
  readonly expected: string
}

const printedProblems = 50

/**
 * A seed file cannot be used. The message lists the problems in the order of the file, as `file:line:column path: what`;
 * values of secrets and passwords are in neither.
 */
export class SeedError extends Error {
  override readonly name = 'SeedError'
  readonly code = 'INVALID_WORLD_SEED'
  readonly problems: readonly SeedProblem[]

  constructor(problems: readonly SeedProblem[]) {
    super(printProblems(problems))
    this.problems = problems
  }
}

function printProblems(problems: readonly SeedProblem[]): string {
  const lines = problems.slice(0, printedProblems).map(printProblem)
  if (problems.length > printedProblems) lines.push(`… and ${problems.length - printedProblems} more`)
  return lines.join('\n')
}

function printProblem({ file, line, column, path, message, expected }: SeedProblem): string {
  const where = path === '' ? `${file}:${line}:${column}` : `${file}:${line}:${column} ${path}`
  return expected === '' ? `${where}: ${message}` : `${where}: ${message}\n    expected: ${expected}`
}
