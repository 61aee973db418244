import { CertificateError } from '../errors/certificate-error.ts'
import { parsePem } from './pem.ts'
import { findCertificateModulus, findRsaPrivateKey, isEqual } from './rsa-key.ts'

/** WebCrypto's `CryptoKey`, spelt so that it means the same in a browser's types and in Node's. */
type SigningKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** What signs a client assertion. */
export interface Signer {
  readonly key: SigningKey
  /** `x5t#S256`: SHA-256 over the certificate's DER form, base64url without padding (RFC 7515 section 4.1.8). */
  readonly thumbprint: string
}

/** A certificate with its private key, read from PEM. */
export class SigningCertificate {
  readonly #certificate: Uint8Array<ArrayBuffer>
  readonly #pkcs8: Uint8Array<ArrayBuffer>
  #signer: Promise<Signer> | undefined

  /**
   * @param certificatePem The certificate; a chain and the private key may stand in the same text.
   * @param privateKeyPem The private key, when it stands in a text of its own.
   * @throws {CertificateError} When one of the two is missing, unreadable, unusable, or they do not belong together.
   */
  constructor(certificatePem: string, privateKeyPem: string = certificatePem) {
    const certificates = parsePem(certificatePem).filter(({ label }) => label === 'CERTIFICATE')
    if (certificates.length === 0) {
      throw new CertificateError('missing_block', 'there is no certificate: no PEM block "CERTIFICATE"')
    }
    const { pkcs8, modulus } = findRsaPrivateKey(parsePem(privateKeyPem))
    const own = certificates.find(({ der }) => hasModulus(der, modulus))
    if (own === undefined) {
      throw new CertificateError(
        'key_mismatch',
        'the private key is not that of the certificate; give the pair that was made together',
      )
    }
    this.#certificate = own.der
    this.#pkcs8 = pkcs8
  }

  /** Imports the key once; it cannot be exported again. */
  signer(): Promise<Signer> {
    this.#signer ??= this.#import()
    return this.#signer
  }

  async #import(): Promise<Signer> {
    const [key, digest] = await Promise.all([
      importSigningKey(this.#pkcs8),
      crypto.subtle.digest('SHA-256', this.#certificate),
    ])
    return { key, thumbprint: encodeBase64Url(new Uint8Array(digest)) }
  }
}

function hasModulus(certificate: Uint8Array<ArrayBuffer>, modulus: Uint8Array): boolean {
  const own = findCertificateModulus(certificate)
  return own !== undefined && isEqual(own, modulus)
}

async function importSigningKey(pkcs8: Uint8Array<ArrayBuffer>): Promise<SigningKey> {
  try {
    // RSA-PSS with SHA-256 is what PS256 means (RFC 7518 section 3.5).
    return await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'RSA-PSS', hash: 'SHA-256' }, false, ['sign'])
  } catch (cause) {
    throw new CertificateError('malformed', 'the private key cannot be imported; its numbers do not make an RSA key', {
      cause,
    })
  }
}

function encodeBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}
