import type { Emulator, JournalEntry, SampleWorld, WorldSeed } from '@versekey/emulator'

/** An emulator that serves, and what it serves. */
export interface Served {
  readonly emulator: Emulator
  readonly seed: WorldSeed
  /** Ids and public secrets, when it is the sample world that is served. */
  readonly sample: SampleWorld | undefined
  /** What clients might look for in vain. */
  readonly notEmulatedYet: readonly string[]
  /** Folder of certificates and keys, when it is not the usual one. */
  readonly stateFolder: string | undefined
}

/** A tenant as it is addressed. */
export interface ServedTenant {
  readonly displayName: string
  readonly tenantId: string | undefined
  readonly domains: readonly string[]
}

/** The tenants of the world, with the ids that the seed leaves to be derived. */
export function listTenants({ emulator, seed }: Served): readonly ServedTenant[] {
  return seed.tenants.map(({ displayName, domains }) => {
    const tenant = emulator.world.directory.findTenant(domains[0] ?? '')
    return { displayName, tenantId: tenant?.tenantId, domains: tenant?.domains ?? domains }
  })
}

/** The first JSON line: where everything is. */
export function toListeningEvent(served: Served): object {
  const { emulator, sample } = served
  return {
    event: 'listening',
    authority: emulator.authority,
    environments: emulator.environments.map(({ record, url }) => ({ url, ...record })),
    tenants: listTenants(served),
    certificateAuthorityFile: emulator.certificateAuthority?.certificatePath,
    publicSample: sample,
  }
}

/** A JSON line for each request that was answered. */
export function toRequestEvent(entry: JournalEntry): object {
  return { event: 'request', ...entry, at: new Date(entry.at) }
}
