import { clientLocal } from './client-local.ts'
import type { DataverseErrorEntry } from './entry.ts'
import { limits } from './limits.ts'
import { membership } from './membership.ts'
import { privileges } from './privileges.ts'
import { queries } from './queries.ts'
import { records } from './records.ts'
import { requests } from './requests.ts'
import { tokens } from './tokens.ts'
import { userAdministration } from './user-administration.ts'

export type { DataverseErrorEntry } from './entry.ts'

/** Every entry of the catalogue, by subject. */
export const dataverseErrorEntries: readonly DataverseErrorEntry[] = [
  ...tokens,
  ...membership,
  ...privileges,
  ...userAdministration,
  ...records,
  ...requests,
  ...queries,
  ...limits,
  ...clientLocal,
]

/** Every Dataverse error code of the catalogue, by its lower-case hexadecimal form. */
export const dataverseErrorsByCode: ReadonlyMap<string, DataverseErrorEntry> = new Map(
  dataverseErrorEntries.map((entry) => [entry.code, entry]),
)
