import type { DataverseErrorEntry } from './entry.ts'
import { membership } from './membership.ts'
import { privileges } from './privileges.ts'
import { queries } from './queries.ts'
import { records } from './records.ts'
import { requests } from './requests.ts'

export type { DataverseErrorEntry } from './entry.ts'

const entries: readonly DataverseErrorEntry[] = [...membership, ...privileges, ...records, ...requests, ...queries]

/** Every Dataverse error code of the catalogue, by its lower-case hexadecimal form. */
export const dataverseErrorsByCode: ReadonlyMap<string, DataverseErrorEntry> = new Map(
  entries.map((entry) => [entry.code, entry]),
)
