import { ClientSecretPost } from 'oauth4webapi'
import { fingerprint } from '../entra/fingerprint.ts'
import { clientCredentials } from '../entra/grants/client-credentials.ts'
import { EntraCredential } from './entra-credential.ts'
import { type CredentialOptions, parseCredentialOptions, requireSecret } from './options.ts'

/** Options of {@link clientSecret}. */
export interface ClientSecretOptions extends CredentialOptions {
  /** The secret's value, not its ID. */
  readonly clientSecret: string
}

/**
 * A credential of an application with a client secret (RFC 6749 section 4.4). A certificate is safer: it is never sent.
 *
 * @throws {ConfigurationError} Naming the option that cannot work.
 */
export function clientSecret(options: ClientSecretOptions): EntraCredential {
  const settings = parseCredentialOptions(options)
  const secret = requireSecret('clientSecret', options.clientSecret)
  return new EntraCredential(
    {
      kind: 'clientSecret',
      // Microsoft's libraries send the secret in the body as well; Basic would make URL-encoding of both parts matter.
      grant: clientCredentials(ClientSecretPost(secret)),
      principal: settings.clientId,
      fingerprint: () => fingerprint(secret),
    },
    settings,
  )
}
