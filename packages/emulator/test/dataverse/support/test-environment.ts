import { generateKeyPairSync } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { createDataverseService, type DataverseServiceOptions } from '../../../src/dataverse/dataverse-service.ts'
import { createEnvironmentDatabase } from '../../../src/dataverse/tables/create-environment-database.ts'
import type { TrustedAuthority } from '../../../src/dataverse/trusted-authority.ts'
import type { Service } from '../../../src/listeners/service.ts'
import type { EnvironmentDatabase } from '../../../src/world/environment-database.ts'
import type { EnvironmentContent, EnvironmentRecord, EnvironmentUser } from '../../../src/world/model.ts'
import { ids, keyId } from './ids.ts'

export const origin = 'https://localhost:8444'
export const authorityOrigin = 'https://localhost:8443'

/** 4 March 2025, 12:00:00 UTC. */
export const noon = 1_741_089_600_000

/** One key signs for the authority; the other belongs to somebody else. */
export const signingKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })
export const foreignKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })

export const authority: TrustedAuthority = {
  authorizationUri: (tenantId) => `${authorityOrigin}/${tenantId}/oauth2/authorize`,
  issuers: (tenantId) => [`${authorityOrigin}/${tenantId}/`, `${authorityOrigin}/${tenantId}/v2.0`],
  findPublicKey: (id) => (id === keyId ? signingKeys.publicKey : undefined),
}

export const record: EnvironmentRecord = {
  environmentId: ids.environment,
  organizationId: ids.organization,
  tenantId: ids.tenant,
  urlName: 'contoso',
  uniqueName: 'unqcontoso',
  friendlyName: 'Contoso',
  region: 'EMEA',
  version: '9.2.24122.217',
  state: 'Enabled',
}

function person(systemUserId: string, objectId: string, name: string, roleIds: readonly string[]): EnvironmentUser {
  return {
    systemUserId,
    applicationId: undefined,
    azureActiveDirectoryObjectId: objectId,
    domainName: `${name}@contoso.example`,
    firstName: name,
    lastName: 'Example',
    fullName: `${name} Example`,
    internalEmailAddress: `${name}@contoso.example`,
    accessMode: 0,
    isDisabled: false,
    isLicensed: true,
    roleIds,
  }
}

function application(systemUserId: string, clientId: string, objectId: string, name: string): EnvironmentUser {
  return {
    ...person(systemUserId, objectId, name, []),
    applicationId: clientId,
    firstName: '#',
    lastName: name,
    fullName: `# ${name}`,
    accessMode: 4,
    isLicensed: false,
  }
}

export const content: EnvironmentContent = {
  businessUnitId: ids.businessUnit,
  systemUserId: ids.system,
  roles: [
    { roleId: ids.administratorRole, name: 'System Administrator', privileges: 'all' },
    {
      roleId: ids.salesRole,
      name: 'Salesperson',
      privileges: { prvReadAccount: 'Basic', prvCreateAccount: 'Basic', prvReadUser: 'Basic' },
    },
    { roleId: ids.readerRole, name: 'User Reader', privileges: { prvReadUser: 'Global', prvReadLead: 'Global' } },
  ],
  users: [
    person(ids.alice, ids.aliceObject, 'alice', [ids.administratorRole]),
    person(ids.bob, ids.bobObject, 'bob', [ids.salesRole]),
    { ...application(ids.app, ids.appClient, ids.appObject, 'Nightly'), roleIds: [ids.administratorRole] },
    { ...application(ids.reader, ids.readerClient, ids.readerObject, 'Reader'), roleIds: [ids.readerRole] },
    application(ids.roleless, ids.rolelessClient, ids.rolelessObject, 'Roleless'),
    { ...application(ids.retired, ids.retiredClient, ids.retiredObject, 'Retired'), isDisabled: true },
  ],
  accounts: [
    { accountId: ids.fabrikam, name: 'Fabrikam', accountNumber: 'F-1', ownerId: ids.alice },
    { accountId: ids.litware, name: 'Litware', accountNumber: undefined, ownerId: ids.bob },
    { accountId: ids.tailspin, name: 'Tailspin', accountNumber: 'T-1', ownerId: undefined },
  ],
}

export interface TestEnvironment {
  readonly service: Service
  readonly environment: EnvironmentDatabase
  /** Milliseconds since the epoch; a test sets it. */
  readonly time: { now: number }
}

/** A fresh environment at {@link noon}, closed when the test ends. */
export function createTestEnvironment(
  options: Partial<Omit<DataverseServiceOptions, 'environment' | 'clock'>> & {
    readonly record?: EnvironmentRecord
    readonly content?: EnvironmentContent
  } = {},
): TestEnvironment {
  const { record: testRecord = record, content: testContent = content, ...serviceOptions } = options
  const environment = createEnvironmentDatabase(testRecord, testContent)
  onTestFinished(() => environment.close())
  const time = { now: noon }
  const clock = { now: () => time.now }
  const service = createDataverseService({ authority, origin, clock, environment, ...serviceOptions })
  return { service, environment, time }
}
