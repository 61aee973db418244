import { createHash } from 'node:crypto'

/** Namespace of the ids that rows without an id of their own get; fixed, so that two runs agree. */
const namespace = Buffer.from('5b8f2a1e7c4d4f0e9a3b6d1c8e2f7a90', 'hex')

/** An id that follows from a name: UUID version 5 (RFC 9562 section 5.5). */
export function derivedId(name: string): string {
  const digest = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16)
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
