import { randomUUID } from 'node:crypto'
import type { WorldSeed } from '@versekey/emulator'
import { type ClientCertificate, randomCertificate, randomName, randomSecret } from './random-identity.ts'

/** An app registration as its developer knows it. */
export interface Application {
  readonly displayName: string
  readonly clientId: string
}

/** An application that authenticates with a secret. */
export interface ApplicationWithSecret extends Application {
  readonly secret: string
}

/** An application that authenticates with a certificate. */
export interface ApplicationWithCertificate extends Application {
  readonly certificate: ClientCertificate
}

/** Somebody who signs in with a name and a password. */
export interface Person {
  readonly userPrincipalName: string
  readonly password: string
  readonly objectId: string
}

/** Where a caller is let in: `systemuserid` in the environment that the tests call. */
export interface Member {
  readonly systemUserId: string
}

/** Who and what is in the world, by the part it plays. Names, ids, secrets and keys are drawn anew for each run. */
export interface Cast {
  readonly tenantId: string
  readonly domain: string
  readonly organizationId: string
  /** Secret; reads users and accounts and creates accounts. */
  readonly integration: ApplicationWithSecret & Member
  /** Certificate; System Administrator. */
  readonly warehouse: ApplicationWithCertificate & Member
  /** Public client with admin consent for `user_impersonation`. */
  readonly desktopClient: Application
  /** Confidential client with the same consent, and an application user of its own. */
  readonly portal: ApplicationWithSecret & Member
  /** Public client that nobody has consented to. */
  readonly unconsentedClient: Application
  readonly expired: ApplicationWithSecret
  /** Valid secret, no application user. */
  readonly strangerToDataverse: ApplicationWithSecret
  /** Application user without a security role. */
  readonly roleless: ApplicationWithSecret & Member
  readonly person: Person & Member
  readonly personWithMfa: Person
  /** Names of the accounts that stand in the environment from the start. */
  readonly accountNames: readonly string[]
}

export interface RandomWorld {
  readonly cast: Cast
  /** The first environment is the one that is called; the second knows the same callers. */
  readonly seed: WorldSeed
}

/** A world for one run: what a test expects to come back cannot be written down anywhere beforehand. */
export function createRandomWorld(): RandomWorld {
  const cast = drawCast()
  const roles = [
    {
      name: 'Integration',
      privileges: { prvReadUser: 'Global', prvReadAccount: 'Global', prvCreateAccount: 'Global' },
    },
  ] as const
  const environments = [
    { ...environment(), organizationId: cast.organizationId, roles, ...members(cast) },
    { ...environment(), roles, ...members(withOtherIds(cast)) },
  ]
  const tenant = {
    displayName: randomName('Tenant'),
    tenantId: cast.tenantId,
    domains: [cast.domain],
    applications: applications(cast),
    users: [person(cast.person), { ...person(cast.personWithMfa), mfaRequired: true }],
    environments,
  }
  return { cast, seed: { tenants: [tenant] } }
}

function drawCast(): Cast {
  const domain = `${randomName('tenant')}.onmicrosoft.com`
  return {
    tenantId: randomUUID(),
    domain,
    organizationId: randomUUID(),
    integration: { ...drawApplication(), systemUserId: randomUUID() },
    warehouse: { ...drawApplication(), certificate: randomCertificate(), systemUserId: randomUUID() },
    desktopClient: drawApplication(),
    portal: { ...drawApplication(), systemUserId: randomUUID() },
    unconsentedClient: drawApplication(),
    expired: drawApplication(),
    strangerToDataverse: drawApplication(),
    roleless: { ...drawApplication(), systemUserId: randomUUID() },
    person: { ...drawPerson(domain), systemUserId: randomUUID() },
    personWithMfa: drawPerson(domain),
    accountNames: [randomName('Account'), randomName('Account'), randomName('Account')],
  }
}

function drawApplication(): ApplicationWithSecret {
  return { displayName: randomName('App'), clientId: randomUUID(), secret: randomSecret() }
}

function drawPerson(domain: string): Person {
  return {
    userPrincipalName: `${randomName('person')}@${domain}`,
    password: randomSecret(),
    objectId: randomUUID(),
  }
}

/** The same callers with other ids, as another environment would have them. */
function withOtherIds(cast: Cast): Cast {
  const elsewhere = <T extends Member>(member: T): T => ({ ...member, systemUserId: randomUUID() })
  return {
    ...cast,
    integration: elsewhere(cast.integration),
    warehouse: elsewhere(cast.warehouse),
    portal: elsewhere(cast.portal),
    roleless: elsewhere(cast.roleless),
    person: elsewhere(cast.person),
  }
}

function applications(cast: Cast) {
  const consents = [{ resource: 'Dataverse', scopes: ['user_impersonation'] }] as const
  return [
    withSecret(cast.integration),
    {
      ...registration(cast.warehouse),
      certificates: [{ pem: cast.warehouse.certificate.certificatePem }],
    },
    { ...registration(cast.desktopClient), isFallbackPublicClient: true, consents },
    { ...withSecret(cast.portal), consents },
    { ...registration(cast.unconsentedClient), isFallbackPublicClient: true },
    {
      ...registration(cast.expired),
      secrets: [{ value: cast.expired.secret, startsAt: '2020-01-01T00:00:00Z', endsAt: '2021-01-01T00:00:00Z' }],
    },
    withSecret(cast.strangerToDataverse),
    withSecret(cast.roleless),
  ]
}

function registration({ displayName, clientId }: Application) {
  return { displayName, clientId }
}

function withSecret(application: ApplicationWithSecret) {
  return { ...registration(application), secrets: [{ value: application.secret }] }
}

function person({ userPrincipalName, password, objectId }: Person) {
  return { userPrincipalName, password, objectId, licensed: true }
}

function environment() {
  const urlName = randomName('org')
  return { friendlyName: urlName, urlName }
}

function members(cast: Cast) {
  return {
    applicationUsers: [
      applicationUser(cast.integration, 'Integration'),
      applicationUser(cast.warehouse, 'System Administrator'),
      applicationUser(cast.portal, 'Integration'),
      applicationUser(cast.roleless),
    ],
    users: [
      {
        user: cast.person.userPrincipalName,
        systemUserId: cast.person.systemUserId,
        roles: ['System Administrator'],
      },
    ],
    accounts: cast.accountNames.map((name) => ({ name })),
  }
}

function applicationUser({ clientId, systemUserId }: Application & Member, ...roles: string[]) {
  return { application: clientId, systemUserId, roles }
}
