import type { PasswordCredential } from '../../world/model.ts'
import { matchesSecret } from '../../world/secret-hash.ts'
import { EntraError } from '../entra-error.ts'

/** Compares a secret with the registration's; @throws {EntraError} 7000215 wrong, 7000222 expired. */
export function verifyClientSecret(
  secret: string,
  credentials: readonly PasswordCredential[],
  clientId: string,
  now: number,
): void {
  const matching = credentials.find((credential) => matchesSecret(secret, credential))
  if (matching !== undefined && matching.startsAt <= now && now < matching.endsAt) return
  const values = { clientId }
  if (matching !== undefined && now >= matching.endsAt) {
    throw new EntraError(7000222, {
      values,
      reason: `the secret '${matching.displayName}' of app '${clientId}' expired on ${new Date(matching.endsAt).toISOString()}`,
    })
  }
  const allExpired = credentials.length > 0 && credentials.every((credential) => now >= credential.endsAt)
  throw new EntraError(allExpired ? 7000222 : 7000215, { values })
}
