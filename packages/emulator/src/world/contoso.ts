import { readFileSync } from 'node:fs'
import { trustSeed } from './parse-seed.ts'
import { resolveEnvironment } from './resolve-environment.ts'
import { type ResolvedApplication, type ResolvedTenant, resolveTenant } from './resolve-tenant.ts'
import type {
  SampleClient,
  SampleClientWithCertificate,
  SampleClientWithSecret,
  SampleEnvironment,
  SampleUser,
  SampleWorld,
} from './sample-world.ts'
import type { WorldSeed } from './seed.ts'

// By the package's own name: a packed package keeps its files where `exports` says, but not its modules.
const seedFile = new URL(import.meta.resolve('@versekey/emulator/contoso.json'))
const privateKeyFile = new URL('contoso-warehouse-sync-key.pem', seedFile)

/** The sample world "Contoso", from `contoso.json`; a test checks that, so that not every start has to. */
export function loadSampleWorld(): WorldSeed {
  return trustSeed(JSON.parse(readFileSync(seedFile, 'utf8')))
}

/** Ids, secrets and passwords of the sample world by name, for demonstrations and their readers. */
export function describeSampleWorld(seed: WorldSeed = loadSampleWorld()): SampleWorld {
  const [tenantSeed] = seed.tenants
  if (tenantSeed === undefined) throw new TypeError('the sample world has no tenant')
  const tenant = resolveTenant(tenantSeed)
  return {
    tenantId: tenant.tenantId,
    domains: tenant.domains,
    applications: {
      'Nightly Integration': clientWithSecret(tenant, 'Nightly Integration'),
      'Warehouse Sync': clientWithCertificate(tenant, 'Warehouse Sync'),
      'Reporting Portal': client(getApplication(tenant, 'Reporting Portal')),
      'Confidential Portal': clientWithSecret(tenant, 'Confidential Portal'),
      'Legacy Import': clientWithSecret(tenant, 'Legacy Import'),
      'Unfinished Setup': clientWithSecret(tenant, 'Unfinished Setup'),
      'Roleless Service': clientWithSecret(tenant, 'Roleless Service'),
      'Retired Service': clientWithSecret(tenant, 'Retired Service'),
    },
    users: {
      alice: person(tenant, 'alice'),
      bob: person(tenant, 'bob'),
      carol: person(tenant, 'carol'),
      dave: person(tenant, 'dave'),
      erin: person(tenant, 'erin'),
    },
    environments: {
      Contoso: environment(tenant, 'Contoso'),
      'Contoso Test': environment(tenant, 'Contoso Test'),
    },
  }
}

function client({ seed, clientId, servicePrincipalId }: ResolvedApplication): SampleClient {
  return {
    displayName: seed.displayName,
    clientId,
    servicePrincipalId: present(servicePrincipalId, `service principal of ${seed.displayName}`),
  }
}

function clientWithSecret(tenant: ResolvedTenant, name: string): SampleClientWithSecret {
  const application = getApplication(tenant, name)
  return { ...client(application), secret: present(application.seed.secrets?.[0], `secret of ${name}`).value }
}

function clientWithCertificate(tenant: ResolvedTenant, name: string): SampleClientWithCertificate {
  const application = getApplication(tenant, name)
  const certificate = present(application.seed.certificates?.[0], `certificate of ${name}`).pem
  return { ...client(application), certificate, privateKey: readFileSync(privateKeyFile, 'utf8') }
}

function getApplication(tenant: ResolvedTenant, name: string): ResolvedApplication {
  return present(tenant.findApplications(name)[0], `application ${name}`)
}

function person(tenant: ResolvedTenant, name: string): SampleUser {
  const userPrincipalName = `${name}@${tenant.initialDomain}`
  const { seed, objectId } = present(tenant.findUser(userPrincipalName), `user ${name}`)
  return { userPrincipalName, objectId, password: present(seed.password, `password of ${name}`) }
}

function environment(tenant: ResolvedTenant, friendlyName: string): SampleEnvironment {
  const seed = tenant.seed.environments?.find((candidate) => candidate.friendlyName === friendlyName)
  const resolved = resolveEnvironment(present(seed, `environment ${friendlyName}`), tenant)
  const { environmentId, organizationId, findUserId } = resolved
  return {
    friendlyName,
    urlName: resolved.seed.urlName,
    environmentId,
    organizationId,
    findSystemUserId: findUserId,
  }
}

/** The names above and those of the file are ours; a test holds them together. */
function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new TypeError(`the sample world has no ${what}`)
  return value
}
