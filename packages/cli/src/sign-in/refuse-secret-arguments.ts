import { UsageError } from '../usage-error.ts'

/** What takes the place of an option that would carry a secret. */
const replacements: readonly (readonly [option: RegExp, name: string, advice: string])[] = [
  [
    /^--?(?:client-?)?secret(?:=|$)/i,
    '--client-secret',
    'Set VERSEKEY_CLIENT_SECRET, or name a file with --client-secret-file (- reads standard input).',
  ],
  [
    /^--?(?:password|passwd|pass|pwd)(?:=|$)/i,
    '--password',
    'Set VERSEKEY_PASSWORD, or name a file with --password-file (- reads standard input).',
  ],
]

/**
 * Refuses secrets among the options before anything else looks at them, so that no other message can quote one.
 *
 * @throws {UsageError} Without the value.
 */
export function refuseSecretArguments(argv: readonly string[]): void {
  for (const argument of argv) {
    const match = replacements.find(([option]) => option.test(argument))
    if (match === undefined) continue
    const [, name, advice] = match
    throw new UsageError(
      `there is no ${name}: every process of this machine can read a command line, and shells keep it in their history. ` +
        'Consider a secret that was given this way as known to others, and replace it.',
      { hint: advice },
    )
  }
}
