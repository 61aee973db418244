import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type {
  SampleClient,
  SampleClientWithSecret,
  SampleEnvironment,
  SampleUser,
  SampleWorld,
} from '../../src/world/sample-world.ts'
import type {
  ApplicationSeed,
  ApplicationUserSeed,
  EnvironmentSeed,
  EnvironmentUserSeed,
  RoleSeed,
  UserSeed,
  WorldSeed,
} from '../../src/world/seed.ts'

/**
 * A world with the situations of Contoso in which every id, name, domain, secret and password is drawn anew: for tests
 * that must not be passable with fixed values. Only the certificate is Contoso's. `sample` has the keys of the sample
 * world; the display names in it are the random ones.
 */
export function randomWorld(): { readonly seed: WorldSeed; readonly sample: SampleWorld } {
  const initialDomain = `${randomLabel()}.onmicrosoft.com`
  const domains = [initialDomain, `${randomLabel()}.example`]
  const tenantId = randomUUID()
  const applications = randomApplications()
  const users = randomUsers(initialDomain)
  const contoso = randomEnvironment(applications, users)
  const contosoTest = randomEnvironment(applications, { alice: users.alice })
  const seed: WorldSeed = {
    tenants: [
      {
        displayName: `Tenant ${randomLabel()}`,
        tenantId,
        domains,
        applications: Object.values(applications).map((application) => application.seed),
        users: Object.values(users).map((user) => user.seed),
        environments: [contoso.seed, contosoTest.seed],
      },
    ],
  }
  const sample: SampleWorld = {
    tenantId,
    domains,
    applications: {
      'Nightly Integration': applications['Nightly Integration'].handle,
      'Warehouse Sync': applications['Warehouse Sync'].handle,
      'Reporting Portal': applications['Reporting Portal'].handle,
      'Confidential Portal': applications['Confidential Portal'].handle,
      'Legacy Import': applications['Legacy Import'].handle,
      'Unfinished Setup': applications['Unfinished Setup'].handle,
      'Roleless Service': applications['Roleless Service'].handle,
      'Retired Service': applications['Retired Service'].handle,
    },
    users: {
      alice: users.alice.handle,
      bob: users.bob.handle,
      carol: users.carol.handle,
      dave: users.dave.handle,
      erin: users.erin.handle,
    },
    environments: { Contoso: contoso.handle, 'Contoso Test': contosoTest.handle },
  }
  return { seed, sample }
}

/** A part of the seed, with what a test has to know of it. */
interface Part<Seed, Handle> {
  readonly seed: Seed
  readonly handle: Handle
}

function randomApplications() {
  return {
    'Nightly Integration': withSecret(),
    'Warehouse Sync': withCertificate(),
    'Reporting Portal': randomApplication({ isFallbackPublicClient: true, consents: [{ resource: 'Dataverse' }] }),
    'Confidential Portal': withSecret({ consents: [{ resource: 'Dataverse' }] }),
    'Legacy Import': withSecret({}, '2024-06-30T23:59:59Z'),
    'Unfinished Setup': withSecret(),
    'Roleless Service': withSecret(),
    'Retired Service': withSecret(),
  }
}

type Applications = ReturnType<typeof randomApplications>

function randomApplication(extra: Partial<ApplicationSeed> = {}): Part<ApplicationSeed, SampleClient> {
  const displayName = `Application ${randomLabel()}`
  const clientId = randomUUID()
  const servicePrincipalId = randomUUID()
  return {
    seed: {
      displayName,
      clientId,
      objectId: randomUUID(),
      servicePrincipal: { objectId: servicePrincipalId },
      ...extra,
    },
    handle: { displayName, clientId, servicePrincipalId },
  }
}

function withSecret(
  extra: Partial<ApplicationSeed> = {},
  endsAt = '2099-12-31T23:59:59Z',
): Part<ApplicationSeed, SampleClientWithSecret> {
  // Characters that a form or a header must escape are part of it.
  const secret = `~+&=%:/ é${randomBytes(24).toString('base64')}`
  const { seed, handle } = randomApplication({ ...extra, secrets: [{ value: secret, endsAt }] })
  return { seed, handle: { ...handle, secret } }
}

function withCertificate() {
  const certificate = readFile('./warehouse-sync.pem')
  const { seed, handle } = randomApplication({ certificates: [{ pem: certificate }] })
  return {
    seed,
    handle: { ...handle, certificate, privateKey: readFile('../../src/world/contoso-warehouse-sync-key.pem') },
  }
}

function readFile(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8')
}

function randomUsers(domain: string) {
  return {
    alice: randomUser(domain),
    bob: randomUser(domain),
    carol: randomUser(domain, { mfaRequired: true }),
    dave: randomUser(domain, { accountEnabled: false }),
    erin: randomUser(domain, { passwordExpired: true }),
  }
}

type Users = ReturnType<typeof randomUsers>

function randomUser(domain: string, extra: Partial<UserSeed> = {}): Part<UserSeed, SampleUser> {
  const userPrincipalName = `${randomLabel()}@${domain}`
  const objectId = randomUUID()
  const password = `pass ~+&=%é ${randomBytes(18).toString('base64')}`
  return {
    seed: { userPrincipalName, objectId, password, ...extra },
    handle: { userPrincipalName, objectId, password },
  }
}

const integration: RoleSeed = {
  name: `Integration ${randomLabel()}`,
  privileges: {
    prvReadUser: 'Global',
    prvReadBusinessUnit: 'Global',
    prvReadOrganization: 'Global',
    prvCreateAccount: 'Global',
    prvReadAccount: 'Global',
    prvWriteAccount: 'Global',
    prvDeleteAccount: 'Global',
    prvAppendAccount: 'Global',
    prvAppendToAccount: 'Global',
    prvAssignAccount: 'Global',
  },
}

const salesperson: RoleSeed = {
  name: `Salesperson ${randomLabel()}`,
  privileges: {
    prvReadUser: 'Basic',
    prvReadOrganization: 'Global',
    prvCreateAccount: 'Basic',
    prvReadAccount: 'Basic',
    prvWriteAccount: 'Basic',
    prvAppendAccount: 'Basic',
    prvAppendToAccount: 'Basic',
  },
}

function randomEnvironment(
  applications: Applications,
  users: Pick<Users, 'alice'> & Partial<Users>,
): Part<EnvironmentSeed, SampleEnvironment> {
  const names = { friendlyName: `Environment ${randomLabel()}`, urlName: randomLabel() }
  const ids = { environmentId: randomUUID(), organizationId: randomUUID() }
  const { alice, ...salespeople } = users
  const people = [
    environmentUser(alice, 'System Administrator'),
    ...Object.values(salespeople).map((user) => environmentUser(user, salesperson.name)),
  ]
  const applicationUsers = [
    applicationUser(applications['Nightly Integration'], { roles: [integration.name] }),
    applicationUser(applications['Warehouse Sync'], { roles: ['System Administrator'] }),
    applicationUser(applications['Legacy Import'], { roles: [integration.name] }),
    applicationUser(applications['Roleless Service'], { roles: [] }),
    applicationUser(applications['Retired Service'], { roles: [integration.name], disabled: true }),
  ]
  const systemUserIds = new Map([
    ...people.map(({ user, systemUserId }) => [user, systemUserId] as const),
    ...applicationUsers.map(({ application, systemUserId }) => [application, systemUserId] as const),
  ])
  return {
    seed: {
      ...names,
      ...ids,
      roles: [integration, salesperson],
      users: people,
      applicationUsers,
      accounts: [{ name: `Account ${randomLabel()}`, owner: alice.handle.userPrincipalName }],
    },
    handle: { ...names, ...ids, findSystemUserId: (reference) => systemUserIds.get(reference) },
  }
}

function environmentUser({ handle }: Users['alice'], role: string): EnvironmentUserSeed & { systemUserId: string } {
  return { user: handle.userPrincipalName, systemUserId: randomUUID(), roles: [role] }
}

function applicationUser(
  { handle }: Part<ApplicationSeed, SampleClient>,
  extra: Pick<ApplicationUserSeed, 'roles' | 'disabled'>,
): ApplicationUserSeed & { systemUserId: string } {
  return { application: handle.clientId, systemUserId: randomUUID(), ...extra }
}

/** A host name label that begins with a letter. */
function randomLabel(): string {
  return `r${randomBytes(6).toString('hex')}`
}
