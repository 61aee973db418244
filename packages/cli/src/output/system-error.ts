import { getSystemErrorMap } from 'node:util'

/** Why the operating system refused, in its own words: `no such file or directory`. */
export function reasonOf(error: unknown): string {
  const errno = error instanceof Error && 'errno' in error && typeof error.errno === 'number' ? error.errno : undefined
  const [, text] = (errno === undefined ? undefined : getSystemErrorMap().get(errno)) ?? []
  return text ?? (error instanceof Error ? error.message : String(error))
}
