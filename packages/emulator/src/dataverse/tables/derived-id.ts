import { nameBasedUuid } from '../../world/ids.ts'

/** Namespace of the ids that the content of a seed does not give; changing it changes them all. */
const namespace = '5b8f2a1e-7c4d-4f0e-9a3b-6d1c8e2f7a90'

/** An id that follows from a name, so that two runs agree. */
export function derivedId(name: string): string {
  return nameBasedUuid(namespace, name)
}
