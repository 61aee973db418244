import { UsageError } from '../usage-error.ts'
import { OutputError } from './output.ts'

/** A failure that is no defect: an error of one of our packages, which they mark with a literal code. */
export type CodedError = Error & { readonly code: string }

/** Errors of the emulator; those of the client begin with `VERSEKEY_`. */
const emulatorCodes: ReadonlySet<string> = new Set([
  'INVALID_WORLD_SEED',
  'STATE_FOLDER_UNUSABLE',
  'LOCALHOST_AUTHORITY_UNUSABLE',
  'NO_FREE_PORT',
  'CANNOT_LISTEN',
])

/** What was given cannot be used, and trying again with the same is of no use: exit code 2. */
const unusableInputCodes: ReadonlySet<string> = new Set([
  'USAGE',
  'INVALID_WORLD_SEED',
  'VERSEKEY_CONFIGURATION',
  'VERSEKEY_CERTIFICATE',
])

/** Whether the failure is one that our packages foresee. */
export function isCoded(failure: unknown): failure is CodedError {
  if (!(failure instanceof Error && 'code' in failure && typeof failure.code === 'string')) return false
  const isOurs = failure instanceof UsageError || failure instanceof OutputError
  return isOurs || failure.code.startsWith('VERSEKEY_') || emulatorCodes.has(failure.code)
}

/** Whether a failure means that what was given cannot be used, rather than that it was tried in vain. */
export function isUnusableInput(failure: unknown): boolean {
  return isCoded(failure) && unusableInputCodes.has(failure.code)
}
