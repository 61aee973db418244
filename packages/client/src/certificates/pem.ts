import { CertificateError } from '../errors/certificate-error.ts'

/** One block of a PEM text (RFC 7468). */
export interface PemBlock {
  /** For example `CERTIFICATE` or `PRIVATE KEY`. */
  readonly label: string
  readonly der: Uint8Array<ArrayBuffer>
  /** Whether its body is encrypted the way of RFC 1421 (`Proc-Type: 4,ENCRYPTED`), as old tools write it. */
  readonly isEncrypted: boolean
}

const begin = '-----BEGIN '
const dashes = '-----'
/** Labels in use are of this kind (RFC 7468 section 4). Anything else may be the body, with its secrets, of a damaged block. */
const plainLabel = /^[A-Z0-9 .]{1,40}$/

/**
 * Reads all PEM blocks of a text; what stands between them is ignored (RFC 7468 section 2).
 *
 * @throws {CertificateError} When a block has no proper first line, no end, or a body that is not base64.
 */
export function parsePem(text: string): PemBlock[] {
  const blocks: PemBlock[] = []
  for (let start = text.indexOf(begin); start !== -1; start = text.indexOf(begin, start)) {
    const labelEnd = text.indexOf(dashes, start + begin.length)
    const label = labelEnd === -1 ? '' : text.slice(start + begin.length, labelEnd)
    if (!plainLabel.test(label)) {
      throw new CertificateError('malformed', 'the first line of a PEM block is damaged; was the file cut or edited?')
    }
    const end = `-----END ${label}-----`
    const bodyEnd = labelEnd === -1 ? -1 : text.indexOf(end, labelEnd)
    if (bodyEnd === -1) throw malformed(label, 'has no end line')
    blocks.push(parseBlock(label, text.slice(labelEnd + dashes.length, bodyEnd)))
    start = bodyEnd + end.length
  }
  return blocks
}

function parseBlock(label: string, body: string): PemBlock {
  const isEncrypted = body.includes('Proc-Type: 4,ENCRYPTED')
  if (isEncrypted) return { label, der: new Uint8Array(), isEncrypted }
  try {
    const binary = atob(body.replace(/\s+/g, ''))
    return { label, der: Uint8Array.from(binary, (character) => character.charCodeAt(0)), isEncrypted }
  } catch {
    // The platform's error may quote the input, and that may be a key.
    throw malformed(label, 'is not base64')
  }
}

function malformed(label: string, problem: string): CertificateError {
  return new CertificateError('malformed', `the PEM block "${label}" ${problem}; was the file cut or edited?`)
}
