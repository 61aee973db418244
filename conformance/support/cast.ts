import { randomUUID } from 'node:crypto'
import type { WorldSeed } from '@versekey/emulator'
import {
  type ClientCertificate,
  makeClientCertificate,
} from '../../packages/emulator/test/support/client-certificate.ts'
import { randomWorld } from '../../packages/emulator/test/support/random-world.ts'

/** An app registration, as its developer knows it. */
export interface Application {
  readonly clientId: string
}

export interface ApplicationWithSecret extends Application {
  readonly secret: string
}

export interface ApplicationWithCertificate extends Application {
  readonly certificate: ClientCertificate
}

/** Somebody who signs in with user name and password. */
export interface Person {
  readonly userPrincipalName: string
  readonly password: string
  readonly objectId: string
}

/** Who a caller is to Dataverse. */
export interface Member {
  /** `systemuserid` in the environment that is called. */
  readonly systemUserId: string
  /** `systemuserid` in the other environment. */
  readonly systemUserIdElsewhere: string
}

/** Who plays in the tests: the parts are those of the sample world Contoso, and some that conformance adds. */
export interface Cast {
  readonly tenantId: string
  readonly domain: string
  readonly organizationId: string
  /** Secret; reads users and accounts and creates accounts. */
  readonly nightlyIntegration: ApplicationWithSecret & Member
  /** Certificate; System Administrator. */
  readonly warehouseSync: ApplicationWithCertificate & Member
  /** Public client that an administrator consented to. */
  readonly reportingPortal: Application
  /** Confidential client likewise; System Administrator when it acts as itself. */
  readonly confidentialPortal: ApplicationWithSecret & Member
  /** Public client that nobody consented to. */
  readonly unconsentedPortal: Application
  /** Its only secret has expired. */
  readonly legacyImport: ApplicationWithSecret
  /** Valid secret, no application user. */
  readonly unfinishedSetup: ApplicationWithSecret
  /** Application user without a role. */
  readonly rolelessService: ApplicationWithSecret
  /** Application user that is disabled. */
  readonly retiredService: ApplicationWithSecret
  /** System Administrator. */
  readonly alice: Person & Member
  /** Multifactor authentication required. */
  readonly carol: Person
  /** Sign-in blocked. */
  readonly dave: Person
  /** Password expired. */
  readonly erin: Person
  /** Names of accounts that stand in the environment from the start. */
  readonly accountNames: readonly string[]
}

/**
 * Draws a world for one run: ids, names, secrets, passwords and the certificate are new each time, so that no expected
 * value can have been written down beforehand.
 */
export function drawCast(): { readonly cast: Cast; readonly seed: WorldSeed } {
  const { seed, sample } = randomWorld()
  const { Contoso: called, 'Contoso Test': other } = sample.environments
  const { applications, users } = sample

  const memberOf = (reference: string): Member => ({
    systemUserId: known(called.findSystemUserId(reference)),
    systemUserIdElsewhere: known(other.findSystemUserId(reference)),
  })
  const application = <T extends Application>(known: T): T & Member => ({ ...known, ...memberOf(known.clientId) })

  const cast: Cast = {
    tenantId: sample.tenantId,
    domain: known(sample.domains[0]),
    organizationId: called.organizationId,
    nightlyIntegration: application(applications['Nightly Integration']),
    warehouseSync: { ...application(applications['Warehouse Sync']), certificate: makeClientCertificate() },
    reportingPortal: applications['Reporting Portal'],
    confidentialPortal: { ...applications['Confidential Portal'], ...newMember() },
    unconsentedPortal: { clientId: randomUUID() },
    legacyImport: applications['Legacy Import'],
    unfinishedSetup: applications['Unfinished Setup'],
    rolelessService: applications['Roleless Service'],
    retiredService: applications['Retired Service'],
    alice: { ...users.alice, ...memberOf(users.alice.userPrincipalName) },
    carol: users.carol,
    dave: users.dave,
    erin: users.erin,
    accountNames: [1, 2, 3].map((index) => `Account ${index} ${randomUUID()}`),
  }
  return { cast, seed: withAdditions(seed, cast) }
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('the random world lacks somebody the tests count on')
  return value
}

function newMember(): Member {
  return { systemUserId: randomUUID(), systemUserIdElsewhere: randomUUID() }
}

/** The sample world's seed with what {@link Cast} has beyond it. */
function withAdditions({ tenants: [tenant] }: WorldSeed, cast: Cast): WorldSeed {
  const { applications = [], environments: [called, other] = [], ...rest } = known(tenant)
  const { warehouseSync, confidentialPortal, unconsentedPortal } = cast
  return {
    tenants: [
      {
        ...rest,
        applications: [
          ...applications.map((application) =>
            application.clientId === warehouseSync.clientId
              ? { ...application, certificates: [{ pem: warehouseSync.certificate.pem }] }
              : application,
          ),
          { ...unconsentedPortal, displayName: `Unconsented ${randomUUID()}`, isFallbackPublicClient: true },
        ],
        environments: [
          {
            ...withApplicationUser(known(called), confidentialPortal.clientId, confidentialPortal.systemUserId),
            accounts: cast.accountNames.map((name) => ({ name })),
          },
          withApplicationUser(known(other), confidentialPortal.clientId, confidentialPortal.systemUserIdElsewhere),
        ],
      },
    ],
  }
}

type EnvironmentSeed = NonNullable<WorldSeed['tenants'][number]['environments']>[number]

function withApplicationUser(seed: EnvironmentSeed, application: string, systemUserId: string): EnvironmentSeed {
  const added = { application, systemUserId, roles: ['System Administrator'] }
  return { ...seed, applicationUsers: [...(seed.applicationUsers ?? []), added] }
}
