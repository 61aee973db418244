import { VersekeyError } from './versekey-error.ts'

/** Why a certificate or its private key cannot be used. */
export type CertificateErrorReason =
  /** The text holds no PEM block of the kind that is needed. */
  | 'missing_block'
  /** A PEM block is there, but what it holds cannot be read. */
  | 'malformed'
  /** The private key is protected by a passphrase. */
  | 'encrypted_key'
  /** The key is not RSA, or it is shorter than 2048 bits. */
  | 'unsupported_key'
  /** The private key is not that of the certificate. */
  | 'key_mismatch'

/** A certificate or private key was given that cannot sign a client assertion; the message says what would. */
export class CertificateError extends VersekeyError {
  override readonly name = 'CertificateError'
  override readonly code = 'VERSEKEY_CERTIFICATE'
  readonly reason: CertificateErrorReason

  constructor(reason: CertificateErrorReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
