import { SigningCertificate } from '../certificates/signing-certificate.ts'
import { certificateAssertion } from '../entra/client-assertion.ts'
import { clientCredentials } from '../entra/grants/client-credentials.ts'
import { ConfigurationError } from '../errors/configuration-error.ts'
import { EntraCredential } from './entra-credential.ts'
import { type CredentialOptions, parseCredentialOptions } from './options.ts'

/** Options of {@link clientCertificate}. */
export interface ClientCertificateOptions extends CredentialOptions {
  /** The certificate in PEM. The private key and a chain may stand in the same text. */
  readonly certificatePem: string
  /** The private key in PEM, when it stands in a text of its own: `PRIVATE KEY` or `RSA PRIVATE KEY`, not encrypted. */
  readonly privateKeyPem?: string | undefined
}

/**
 * A credential of an application with a certificate (RFC 7523 section 2.2); the private key never leaves the process.
 *
 * @throws {CertificateError} When certificate or key cannot be used; the message says what could be.
 * @throws {ConfigurationError} Naming another option that cannot work.
 */
export function clientCertificate(options: ClientCertificateOptions): EntraCredential {
  const settings = parseCredentialOptions(options)
  const certificatePem = requirePem('certificatePem', options.certificatePem)
  const { privateKeyPem } = options
  const certificate = new SigningCertificate(
    certificatePem,
    privateKeyPem === undefined ? certificatePem : requirePem('privateKeyPem', privateKeyPem),
  )
  return new EntraCredential(
    {
      kind: 'clientCertificate',
      grant: clientCredentials(certificateAssertion(certificate, settings.clock)),
      principal: settings.clientId,
      fingerprint: async () => (await certificate.signer()).thumbprint,
    },
    settings,
  )
}

/** Checks the type only; what the text holds is for {@link SigningCertificate} to judge. */
function requirePem(option: string, value: string): string {
  if (typeof value === 'string') return value
  throw new ConfigurationError(
    option,
    'give the PEM text itself; a file read without an encoding gives bytes, so name utf8',
  )
}
