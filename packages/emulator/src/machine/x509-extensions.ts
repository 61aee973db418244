import { createHash, type KeyObject } from 'node:crypto'
import {
  asciiBytes,
  boolean,
  contextConstructed,
  contextPrimitive,
  integer,
  namedBitString,
  objectIdentifier,
  octetString,
  sequence,
} from './der.ts'

/** A name in a certificate or a constraint on names: a DNS name, or octets of an IP address (with its mask in a constraint). */
export type GeneralName = { readonly dnsName: string } | { readonly ipAddress: Uint8Array }

/** Bits of `KeyUsage`, RFC 5280 section 4.2.1.3. */
export const keyUsageBits = { digitalSignature: 0, keyCertSign: 5, crlSign: 6 } as const

/** Extension ::= SEQUENCE { extnID, critical DEFAULT FALSE, extnValue }, RFC 5280 section 4.1. */
function extension(id: string, value: Uint8Array, options?: { readonly critical: boolean }): Buffer {
  const criticality = options?.critical === true ? [boolean(true)] : []
  return sequence(objectIdentifier(id), ...criticality, octetString(value))
}

/** Basic constraints of a CA that issues leaf certificates only; critical (RFC 5280 section 4.2.1.9). */
export function issuesLeavesOnly(): Buffer {
  return extension('2.5.29.19', sequence(boolean(true), integer(0)), { critical: true })
}

/** Basic constraints of a leaf: not a CA, which is the default value and so an empty sequence. */
export function issuesNothing(): Buffer {
  return extension('2.5.29.19', sequence(), { critical: true })
}

/** Key usage; critical (RFC 5280 section 4.2.1.3). */
export function keyUsage(...usages: readonly (keyof typeof keyUsageBits)[]): Buffer {
  return extension('2.5.29.15', namedBitString(usages.map((usage) => keyUsageBits[usage])), { critical: true })
}

/** Extended key usage: TLS server authentication and nothing else (RFC 5280 section 4.2.1.12). */
export function serverAuthenticationOnly(): Buffer {
  return extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1')))
}

/** Name constraints that permit these subtrees and no other names of the same forms; critical (RFC 5280 section 4.2.1.10). */
export function permittedNames(names: readonly GeneralName[]): Buffer {
  const subtrees = names.map((name) => sequence(generalName(name)))
  return extension('2.5.29.30', sequence(contextConstructed(0, ...subtrees)), { critical: true })
}

/** Subject alternative names (RFC 5280 section 4.2.1.6). */
export function subjectAlternativeNames(names: readonly GeneralName[]): Buffer {
  return extension('2.5.29.17', sequence(...names.map(generalName)))
}

/** Names the certificate's own key, so that a leaf's authority key identifier finds it (RFC 5280 section 4.2.1.2). */
export function subjectKeyIdentifier(publicKey: KeyObject): Buffer {
  return extension('2.5.29.14', octetString(keyIdentifier(publicKey)))
}

/** Names the issuer's key (RFC 5280 section 4.2.1.1). */
export function authorityKeyIdentifier(issuerPublicKey: KeyObject): Buffer {
  return extension('2.5.29.35', sequence(contextPrimitive(0, keyIdentifier(issuerPublicKey))))
}

/** SHA-256 of the SubjectPublicKeyInfo (RFC 7093 section 2, method 4). */
function keyIdentifier(publicKey: KeyObject): Buffer {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest()
}

/** The choices of GeneralName that are used here, RFC 5280 section 4.2.1.6. */
function generalName(name: GeneralName): Buffer {
  return 'dnsName' in name ? contextPrimitive(2, asciiBytes(name.dnsName)) : contextPrimitive(7, name.ipAddress)
}
