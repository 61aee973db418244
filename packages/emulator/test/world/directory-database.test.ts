import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import type { DirectoryContent } from '../../src/world/directory-content.ts'
import { createDirectoryDatabase } from '../../src/world/directory-database.ts'
import { hashPassword } from '../../src/world/secret-hash.ts'

const tenantId = 'aaaaaaaa-0000-4000-8000-000000000001'
const otherTenantId = 'bbbbbbbb-0000-4000-8000-000000000001'
const clientId = 'aaaaaaaa-0000-4000-8000-000000000002'
const appObjectId = 'aaaaaaaa-0000-4000-8000-000000000003'
const principalId = 'aaaaaaaa-0000-4000-8000-000000000004'
const aliceId = 'aaaaaaaa-0000-4000-8000-000000000005'
const bobId = 'aaaaaaaa-0000-4000-8000-000000000006'
const dataverse = '00000007-0000-0000-c000-000000000000'

const registration = {
  objectId: appObjectId.toUpperCase(),
  clientId,
  homeTenantId: tenantId,
  displayName: 'App',
  signInAudience: 'AzureADMultipleOrgs',
  isFallbackPublicClient: true,
} as const

const alice = {
  objectId: aliceId,
  tenantId,
  userPrincipalName: 'Alice@Contoso.com',
  displayName: 'Alice Arden',
  givenName: 'Alice',
  surname: 'Arden',
  accountEnabled: true,
  passwordExpired: false,
  mfaRequired: true,
}

const secret = {
  displayName: 'Secret',
  salt: new Uint8Array([1]),
  hash: new Uint8Array([2, 3]),
  startsAt: 4,
  endsAt: 5,
}

const content: DirectoryContent = {
  tenants: [
    { tenantId, displayName: 'Contoso', domains: ['contoso.onmicrosoft.com', 'contoso.com'] },
    { tenantId: otherTenantId, displayName: 'Fabrikam', domains: ['fabrikam.com'] },
  ],
  applications: [
    {
      registration,
      passwordCredentials: [
        { keyId: 'ffffffff-0000-4000-8000-000000000001', ...secret },
        { keyId: 'aaaaaaaa-0000-4000-8000-000000000001', ...secret },
      ],
      keyCredentials: [
        {
          keyId: 'aaaaaaaa-0000-4000-8000-00000000000a',
          displayName: 'Certificate',
          certificate: new Uint8Array([6]),
          sha1Thumbprint: 'one',
          sha256Thumbprint: 'two',
          startsAt: -62_135_596_800_000,
          endsAt: 253_402_300_799_999,
        },
      ],
    },
  ],
  servicePrincipals: [
    {
      objectId: principalId,
      tenantId,
      clientId,
      displayName: 'App',
      accountEnabled: false,
    },
  ],
  delegatedGrants: [
    { clientObjectId: principalId, resourceAppId: dataverse, userObjectId: undefined, scopes: ['user_impersonation'] },
    { clientObjectId: principalId, resourceAppId: dataverse, userObjectId: aliceId, scopes: ['a', 'b'] },
    { clientObjectId: principalId, resourceAppId: tenantId, userObjectId: aliceId, scopes: ['c'] },
  ],
  users: [
    { user: alice, password: await hashPassword('sample-password-of-alice', randomBytes) },
    { user: { ...alice, objectId: bobId, userPrincipalName: 'bob@contoso.com' }, password: undefined },
  ],
}

const directory = createDirectoryDatabase(content)
afterAll(() => directory.close())

describe('tenants', () => {
  const contoso = { tenantId, displayName: 'Contoso', domains: ['contoso.onmicrosoft.com', 'contoso.com'] }

  it('are found by id and by each domain, whatever the case', () => {
    for (const name of [tenantId, tenantId.toUpperCase(), 'contoso.com', 'CONTOSO.onmicrosoft.com']) {
      expect(directory.findTenant(name)).toEqual(contoso)
    }
  })

  it.each(['', 'common', 'Contoso', 'contoso.co', "' OR '1'='1", '%'])('are not found by %j', (name) => {
    expect(directory.findTenant(name)).toBeUndefined()
  })
})

describe('applications', () => {
  it('are found by client id, whatever the case and the tenant', () => {
    const expected = { ...registration, objectId: appObjectId }
    expect(directory.findAppRegistration(clientId.toUpperCase())).toEqual(expected)
    expect(directory.findAppRegistration(appObjectId)).toBeUndefined()
  })

  it('have a service principal in one tenant and not in another', () => {
    expect(directory.findServicePrincipal(tenantId.toUpperCase(), clientId.toUpperCase())).toEqual({
      objectId: principalId,
      tenantId,
      clientId,
      displayName: 'App',
      accountEnabled: false,
    })
    expect(directory.findServicePrincipal(otherTenantId, clientId)).toBeUndefined()
  })

  it('have their credentials in the order they were added', () => {
    expect(directory.listPasswordCredentials(appObjectId.toUpperCase())).toEqual([
      { keyId: 'ffffffff-0000-4000-8000-000000000001', ...secret },
      { keyId: 'aaaaaaaa-0000-4000-8000-000000000001', ...secret },
    ])
    expect(directory.listKeyCredentials(appObjectId)).toEqual(content.applications[0]?.keyCredentials)
    expect(directory.listPasswordCredentials(clientId)).toEqual([])
    expect(directory.listKeyCredentials(clientId)).toEqual([])
  })

  it('have the grants of one resource, an administrator’s without a user', () => {
    expect(directory.listDelegatedGrants(principalId, dataverse.toUpperCase())).toEqual([
      {
        clientObjectId: principalId,
        resourceAppId: dataverse,
        userObjectId: undefined,
        scopes: ['user_impersonation'],
      },
      { clientObjectId: principalId, resourceAppId: dataverse, userObjectId: aliceId, scopes: ['a', 'b'] },
    ])
    expect(directory.listDelegatedGrants(clientId, dataverse)).toEqual([])
  })
})

describe('users', () => {
  it('are found in their tenant by name and by object id, whatever the case', () => {
    expect(directory.findUser(tenantId, 'ALICE@contoso.COM')).toEqual(alice)
    expect(directory.findUserByObjectId(tenantId, aliceId.toUpperCase())).toEqual(alice)
    expect(directory.findUser(otherTenantId, 'alice@contoso.com')).toBeUndefined()
    expect(directory.findUserByObjectId(otherTenantId, aliceId)).toBeUndefined()
  })

  it('have their password verified', async () => {
    expect(await directory.judgeUserPassword(aliceId.toUpperCase(), 'sample-password-of-alice')).toBe('correct')
    expect(await directory.judgeUserPassword(aliceId, 'sample-password-of-bob')).toBe('wrong')
  })

  it('match no password when they have none or do not exist', async () => {
    expect(await directory.judgeUserPassword(bobId, '')).toBe('absent')
    expect(await directory.judgeUserPassword(tenantId, 'sample-password-of-alice')).toBe('absent')
  })
})

describe('createDirectoryDatabase', () => {
  it.each<[string, Partial<DirectoryContent>]>([
    ['two tenants with one id', { tenants: [...content.tenants, ...content.tenants] }],
    ['a user of no tenant', { users: [{ user: { ...alice, tenantId: clientId }, password: undefined }] }],
    [
      'a user name twice',
      { users: [...content.users, { user: { ...alice, objectId: clientId }, password: undefined }] },
    ],
    ['a grant of no user', { users: [] }],
  ])('throws on %s', (_, wrong) => {
    expect(() => createDirectoryDatabase({ ...content, ...wrong })).toThrow(/constraint failed/)
  })
})
