import type { DataverseErrorEntry } from './entry.ts'

export type { DataverseErrorEntry } from './entry.ts'

/** Every Dataverse error code of the catalogue, by its lower-case hexadecimal form. */
export const dataverseErrorsByCode: ReadonlyMap<string, DataverseErrorEntry> = new Map()
