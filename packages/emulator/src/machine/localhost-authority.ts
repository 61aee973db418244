import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { stat } from 'node:fs/promises'
import {
  isAuthorityCertificate,
  issueLeaf,
  newAuthorityCertificatePem,
  newPrivateKeyPem,
  type ServerIdentity,
} from './localhost-certificates.ts'
import type { StateFolder } from './state-folder.ts'
import { dayMs } from './x509.ts'

/** The certificate authority for `localhost` on this machine; it cannot vouch for any other name. */
export interface LocalhostAuthority {
  readonly certificatePem: string
  /** Absolute path of the file that clients are told to trust. */
  readonly certificatePath: string
  /** A fresh key and certificate for `localhost`, 127.0.0.1 and ::1; kept in memory only. */
  issueLeaf(): ServerIdentity
}

/** The authority's files cannot be used; the message says which file and what to do. */
export class LocalhostAuthorityError extends Error {
  override readonly name = 'LocalhostAuthorityError'
  readonly code = 'LOCALHOST_AUTHORITY_UNUSABLE'
  /** The file that is wrong. */
  readonly path: string

  constructor(path: string, problem: string, options?: ErrorOptions & { readonly remedy?: string }) {
    super(`${path} ${problem}. ${options?.remedy ?? startOver}`, options)
    this.path = path
  }
}

const certificateFile = 'localhost-ca.pem'
const keyFile = 'localhost-ca-key.pem'
const renewalWindowDays = 30
const startOver =
  `Delete ${certificateFile} and ${keyFile} together and start again: both are made anew, ` +
  'and whatever trusts the old certificate has to be told of the new one.'

/**
 * Opens this machine's authority for `localhost`, and makes it on first use: `localhost-ca.pem` and
 * `localhost-ca-key.pem` in the state folder. In its last 30 days the certificate is made anew for the same key.
 *
 * @throws {LocalhostAuthorityError} When a file is damaged, the certificate has expired, or the two do not belong together.
 * @throws {StateFolderError} When a file cannot be read or written.
 */
export async function openLocalhostAuthority(folder: StateFolder): Promise<LocalhostAuthority> {
  // The key is always written before its certificate: a certificate that is there now must find its key.
  const storedCertificate = await folder.readFile(certificateFile)
  const privateKey = await openKey(folder, storedCertificate !== undefined)
  const certificate = await openCertificate(folder, privateKey, storedCertificate)
  return {
    certificatePem: certificate.toString(),
    certificatePath: folder.pathOf(certificateFile),
    issueLeaf: () => issueLeaf(certificate, privateKey),
  }
}

/** Reads the key, or creates it; processes that start at once agree on the one that came first. */
async function openKey(folder: StateFolder, hasCertificate: boolean): Promise<KeyObject> {
  const path = folder.pathOf(keyFile)
  const stored = await folder.readFile(keyFile)
  if (stored === undefined && hasCertificate) {
    throw new LocalhostAuthorityError(path, `is missing, though ${folder.pathOf(certificateFile)} needs it`)
  }
  if (stored !== undefined) await refuseSharedKey(path)
  return parseKey(path, stored ?? (await folder.createFile(keyFile, newPrivateKeyPem())))
}

/** A key that others could have read may be in their hands; Windows has no such modes. */
async function refuseSharedKey(path: string): Promise<void> {
  const mode = (await stat(path)).mode & 0o777
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new LocalhostAuthorityError(path, `can be read by others on this machine (mode 0${mode.toString(8)})`)
  }
}

function parseKey(path: string, pem: Buffer): KeyObject {
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch (cause) {
    throw new LocalhostAuthorityError(path, 'is not a private key in PEM form', { cause })
  }
  if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new LocalhostAuthorityError(path, 'is not a P-256 key, so Versekey did not make it')
  }
  return key
}

/**
 * Reads the certificate, or makes it for the key that stands. Every process makes it for that same key, so a leaf that
 * one of them issues is good under whichever certificate ends up in the file.
 */
async function openCertificate(
  folder: StateFolder,
  key: KeyObject,
  stored: Buffer | undefined,
): Promise<X509Certificate> {
  const path = folder.pathOf(certificateFile)
  const pem = stored ?? (await folder.createFile(certificateFile, newAuthorityCertificatePem(key)))
  const certificate = parseCertificate(path, pem)
  checkPair(path, folder.pathOf(keyFile), certificate, key)
  checkValidity(path, certificate)
  if (certificate.validToDate.getTime() - Date.now() > renewalWindowDays * dayMs) return certificate
  const renewed = newAuthorityCertificatePem(key)
  await folder.putFile(certificateFile, renewed)
  return new X509Certificate(renewed)
}

function parseCertificate(path: string, pem: Buffer): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch (cause) {
    throw new LocalhostAuthorityError(path, 'is not a certificate in PEM form', { cause })
  }
}

function checkPair(path: string, keyPath: string, certificate: X509Certificate, key: KeyObject): void {
  if (!certificate.checkPrivateKey(key)) {
    throw new LocalhostAuthorityError(path, `does not belong to the key in ${keyPath}`)
  }
  if (!isAuthorityCertificate(certificate)) {
    throw new LocalhostAuthorityError(path, 'is not a certificate that Versekey made for localhost')
  }
}

function checkValidity(path: string, certificate: X509Certificate): void {
  const now = Date.now()
  if (certificate.validToDate.getTime() <= now) {
    throw new LocalhostAuthorityError(path, `expired on ${certificate.validTo}`)
  }
  if (certificate.validFromDate.getTime() > now) {
    const remedy = `Set the clock of this machine if it is behind. Otherwise: ${startOver}`
    throw new LocalhostAuthorityError(path, `is valid only from ${certificate.validFrom} on`, { remedy })
  }
}
