import { createEnvironmentDatabase } from '../dataverse/tables/create-environment-database.ts'
import { buildDirectory } from './build-directory.ts'
import { buildEnvironmentContent, buildEnvironmentRecord } from './build-environment.ts'
import { createDirectoryDatabase } from './directory-database.ts'
import { checkReferences } from './parse-seed/check-references.ts'
import { checkSeed } from './parse-seed.ts'
import { rememberAnswers } from './remember-answers.ts'
import { type ResolvedEnvironment, resolveEnvironment } from './resolve-environment.ts'
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
  const directoryContent = buildDirectory(tenants, randomBytes) // passwords are hashed in the thread pool meanwhile
  const opened: { close(): void }[] = []
  const close = (): void => {
    for (const database of opened.splice(0)) database.close()
  }
  try {
    const environments = tenants.flatMap(resolveEnvironments).map((environment) => {
      const database = createEnvironmentDatabase(
        buildEnvironmentRecord(environment),
        buildEnvironmentContent(environment),
      )
      opened.push(database)
      return database
    })
    const directory = rememberAnswers(createDirectoryDatabase(await directoryContent))
    opened.push(directory)
    return { directory, environments, close }
  } catch (error) {
    await Promise.allSettled([directoryContent])
    close()
    throw error
  }
}

function resolveEnvironments(tenant: ResolvedTenant): ResolvedEnvironment[] {
  return (tenant.seed.environments ?? []).map((seed) => resolveEnvironment(seed, tenant))
}
