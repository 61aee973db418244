import type { Readable, Writable } from 'node:stream'

/** What a run may touch of its process; `bin.ts` hands over the real one. */
export interface CommandIo {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  readonly env: Readonly<Record<string, string | undefined>>
  /**
   * Resolves when the person at the terminal, or the service manager, wants an end (SIGINT, SIGTERM). Only a command that
   * serves calls it: the others end at once by the signal's own effect.
   */
  readonly interrupted: () => Promise<void>
}

/** A stream that may be a terminal. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/** How a run ended: 0 success, 1 failure, 2 something was given that cannot be used. */
export type ExitCode = 0 | 1 | 2
