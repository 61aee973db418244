import type { Emulator, JournalEntry, SampleWorld } from '@versekey/emulator'

/** An emulator that serves, and what it serves. */
export interface Served {
  readonly emulator: Emulator
  /** Ids and public secrets, when it is the sample world that is served. */
  readonly sample: SampleWorld | undefined
  /** What clients might look for in vain. */
  readonly notEmulatedYet: readonly string[]
  /** Folder of certificates and keys, when it is not the usual one. */
  readonly stateFolder: string | undefined
}

/** A tenant as it is addressed, with the ids that a seed leaves to be derived. */
export interface ServedTenant {
  readonly displayName: string
  readonly tenantId: string
  readonly domains: readonly string[]
  readonly applications: readonly { readonly displayName: string; readonly clientId: string }[]
}

export function listTenants({ emulator }: Served): readonly ServedTenant[] {
  const { directory } = emulator.world
  return directory.listTenants().map(({ displayName, tenantId, domains }) => ({
    displayName,
    tenantId,
    domains,
    applications: directory
      .listAppRegistrations(tenantId)
      .map(({ displayName: name, clientId }) => ({ displayName: name, clientId })),
  }))
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
