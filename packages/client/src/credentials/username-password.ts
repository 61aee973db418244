import { ClientSecretPost, None } from 'oauth4webapi'
import { fingerprint } from '../entra/fingerprint.ts'
import { resourceOwnerPassword } from '../entra/grants/password.ts'
import { EntraCredential } from './entra-credential.ts'
import { type CredentialOptions, parseCredentialOptions, requireSecret } from './options.ts'

/** Options of {@link usernamePassword}. */
export interface UsernamePasswordOptions extends CredentialOptions {
  /** The user principal name, for example `ada@contoso.onmicrosoft.com`. */
  readonly username: string
  readonly password: string
  /** Needed when the app registration is a confidential client. */
  readonly clientSecret?: string | undefined
}

/**
 * A credential of a person, with the person's password in the hands of the program (RFC 6749 section 4.3).
 *
 * RFC 9700 section 2.4 says that this grant MUST NOT be used: it shows the password to the program, teaches people to
 * type it outside of the sign-in page, and cannot do multi-factor authentication. Federated, guest and passwordless
 * accounts are refused. Use it only for what cannot change yet; new work takes `clientCertificate` and an application user.
 *
 * @throws {ConfigurationError} Naming the option that cannot work.
 */
export function usernamePassword(options: UsernamePasswordOptions): EntraCredential {
  const settings = parseCredentialOptions(options)
  const username = requireSecret('username', options.username)
  const password = requireSecret('password', options.password)
  const secret = options.clientSecret === undefined ? undefined : requireSecret('clientSecret', options.clientSecret)
  return new EntraCredential(
    {
      kind: 'usernamePassword',
      grant: resourceOwnerPassword(secret === undefined ? None() : ClientSecretPost(secret), username, password),
      principal: username,
      fingerprint: () => fingerprint(password, secret ?? ''),
    },
    settings,
  )
}
