import type { AadstsEntry } from './entry.ts'

export type { AadstsEntry, AadstsWireForm, EntraEndpoint } from './entry.ts'

/** Every AADSTS code of the catalogue, by number. */
export const aadstsByCode: ReadonlyMap<number, AadstsEntry> = new Map()
