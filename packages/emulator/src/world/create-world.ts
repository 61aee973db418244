import { createEnvironmentDatabase } from '../dataverse/tables/create-environment-database.ts'
import { buildDirectory } from './build-directory.ts'
import { buildEnvironmentContent, buildEnvironmentRecord } from './build-environment.ts'
import { createDirectoryDatabase } from './directory-database.ts'
import type { EnvironmentDatabase } from './environment-database.ts'
import { checkReferences } from './parse-seed/check-references.ts'
import { checkSeed } from './parse-seed.ts'
import { resolveEnvironment } from './resolve-environment.ts'
import { type ResolvedTenant, resolveTenant } from './resolve-tenant.ts'
import type { RandomBytes } from './secret-hash.ts'
import type { WorldSeed } from './seed.ts'
import type { World } from './world.ts'

export interface WorldOptions {
  /** For the salts of secrets and passwords; nothing else in a world is random. */
  readonly randomBytes: RandomBytes
}

/**
 * Makes the state of an emulator: the directory of all tenants in one database, each environment in one of its own.
 *
 * @throws {SeedError} When a seed that a program has made contradicts itself; `parseSeed` finds the same with its line.
 */
export async function createWorld(seed: WorldSeed, { randomBytes }: WorldOptions): Promise<World> {
  // A reference that leads nowhere must not pass for one that is absent: a consent of nobody would be one for all.
  if (checkReferences(seed).length > 0) checkSeed(seed)
  const tenants = seed.tenants.map(resolveTenant)
  const directory = createDirectoryDatabase(await buildDirectory(tenants, randomBytes))
  const environments: EnvironmentDatabase[] = []
  const close = (): void => {
    for (const environment of environments) environment.close()
    directory.close()
  }
  try {
    for (const tenant of tenants) environments.push(...createEnvironments(tenant))
  } catch (error) {
    close()
    throw error
  }
  return { directory, environments, close }
}

function* createEnvironments(tenant: ResolvedTenant): Generator<EnvironmentDatabase> {
  for (const seed of tenant.seed.environments ?? []) {
    const environment = resolveEnvironment(seed, tenant)
    yield createEnvironmentDatabase(buildEnvironmentRecord(environment), buildEnvironmentContent(environment))
  }
}
