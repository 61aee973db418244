import type { Directory } from '../world/directory.ts'
import type { Tenant } from '../world/model.ts'
import { EntraError } from './entra-error.ts'
import { printable } from './printable.ts'
import { isGuid } from './request-context.ts'

/** Tenant segments that name no one tenant. */
const sharedSegments: ReadonlySet<string> = new Set(['common', 'organizations', 'consumers'])

export type SharedSegment = 'common' | 'organizations' | 'consumers'

/** What the first path segment names. */
export function tenantOfSegment(segment: string, directory: Directory): Tenant | SharedSegment {
  const name = segment.toLowerCase()
  if (sharedSegments.has(name)) return name as SharedSegment
  // A segment that is neither a GUID nor shaped like a domain cannot name a tenant at all.
  if (!isGuid(name) && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(name)) {
    throw new EntraError(900023, { values: { tenant: printable(segment) } })
  }
  const tenant = directory.findTenant(name)
  if (tenant === undefined) throw new EntraError(90002, { values: { tenant: printable(segment) } })
  return tenant
}
