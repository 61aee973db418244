import { createHash } from 'node:crypto'

/** Namespace of all derived ids, drawn once. Changing it changes every id that a seed does not write. */
const worldNamespace = 'f9ada289-fca2-481c-9403-41ab7b7d998c'

/**
 * An id that is the same in every run: the version 5 UUID of the parts' JSON text, so that no two lists of parts are
 * one name (`['a', 'bc']`, `['ab', 'c']`).
 *
 * @returns Lower case.
 * @see RFC 9562 section 5.5
 */
export function idFromName(...parts: string[]): string {
  return nameBasedUuid(worldNamespace, JSON.stringify(parts))
}

/**
 * Version 5 UUID: SHA-1 of namespace and name, cut to 128 bits, with version and variant put in.
 *
 * @returns Lower case.
 * @see RFC 9562 section 5.5
 */
export function nameBasedUuid(namespace: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
