import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createWorld } from '../../src/world/create-world.ts'
import { idFromName } from '../../src/world/ids.ts'
import { checkSeed } from '../../src/world/parse-seed.ts'
import { matchesSecret } from '../../src/world/secret-hash.ts'
import type { WorldSeed } from '../../src/world/seed.ts'
import type { World } from '../../src/world/world.ts'
import { randomWorld } from '../support/random-world.ts'

async function openWorld(seed: WorldSeed): Promise<World> {
  const world = await createWorld(seed, { randomBytes })
  onTestFinished(() => world.close())
  return world
}

const certificate = readFileSync(new URL('../support/warehouse-sync.pem', import.meta.url), 'utf8')

const seed: WorldSeed = {
  tenants: [
    {
      displayName: 'Contoso',
      tenantId: 'AAAAAAAA-0000-4000-8000-000000000001',
      domains: ['Contoso.onmicrosoft.com', 'contoso.com'],
      applications: [
        {
          displayName: 'App',
          clientId: 'AAAAAAAA-0000-4000-8000-000000000002',
          servicePrincipal: { objectId: 'AAAAAAAA-0000-4000-8000-000000000003' },
          secrets: [{ value: 'sample-secret-of-app' }],
        },
        { displayName: 'Registered only', clientId: 'aaaaaaaa-0000-4000-8000-000000000004', servicePrincipal: null },
      ],
      users: [
        { userPrincipalName: 'alice@contoso.com', objectId: 'AAAAAAAA-0000-4000-8000-000000000005' },
        { userPrincipalName: 'bob@contoso.com', givenName: 'Bob', surname: 'Brandt', licensed: false },
      ],
      environments: [
        {
          friendlyName: 'Contoso',
          urlName: 'contoso',
          environmentId: 'AAAAAAAA-0000-4000-8000-000000000006',
          organizationId: 'AAAAAAAA-0000-4000-8000-000000000007',
          users: [
            { user: 'ALICE@contoso.com', roles: ['system administrator'] },
            { user: 'bob@contoso.com', accessMode: 'Administrative', disabled: true },
          ],
          applicationUsers: [
            {
              application: 'app',
              systemUserId: 'AAAAAAAA-0000-4000-8000-000000000008',
              roles: ['System Administrator'],
            },
          ],
          accounts: [{ name: 'Adventure Works', accountNumber: 'A-1001', owner: 'App' }, { name: 'Fabrikam' }],
        },
        {
          friendlyName: 'Empty',
          urlName: 'empty',
          state: 'Disabled',
          region: 'NA',
          version: '9.2.1.1',
          uniqueName: 'empty',
        },
      ],
    },
  ],
}

describe('createWorld', () => {
  it('takes ids over in lower case and keeps hashes of secrets only', async () => {
    const { directory } = await openWorld(seed)
    expect(directory.findTenant('contoso.com')).toEqual({
      tenantId: 'aaaaaaaa-0000-4000-8000-000000000001',
      displayName: 'Contoso',
      domains: ['contoso.onmicrosoft.com', 'contoso.com'],
    })
    const app = directory.findAppRegistration('aaaaaaaa-0000-4000-8000-000000000002')
    expect(app).toMatchObject({ signInAudience: 'AzureADMyOrg', isFallbackPublicClient: false })
    const [credential, ...others] = directory.listPasswordCredentials(app?.objectId ?? '')
    expect(others).toEqual([])
    expect(credential).toMatchObject({
      displayName: 'Client secret',
      startsAt: Date.UTC(2020, 0, 1),
      endsAt: Date.UTC(2099, 11, 31, 23, 59, 59),
    })
    expect(credential && matchesSecret('sample-secret-of-app', credential)).toBe(true)
    expect(credential && matchesSecret('sample-secret-of-apq', credential)).toBe(false)
  })

  it('takes over what a seed says otherwise than usual', async () => {
    const { directory } = await openWorld({
      tenants: [
        {
          displayName: 'Contoso',
          domains: ['contoso.com'],
          applications: [
            {
              displayName: 'App',
              signInAudience: 'AzureADMultipleOrgs',
              isFallbackPublicClient: true,
              secrets: [
                { value: 'sample-secret-of-app', startsAt: '2024-01-01T00:00:00Z', endsAt: '2025-01-01T00:00:00Z' },
              ],
              certificates: [
                { pem: certificate, displayName: 'Named', endsAt: '2030-01-01T00:00:00Z' },
                { pem: certificate },
              ],
              servicePrincipal: { accountEnabled: false },
              consents: [{ resource: 'Dataverse', user: 'ALICE@contoso.com' }],
            },
          ],
          users: [
            {
              userPrincipalName: 'alice@contoso.com',
              displayName: 'A. Arden',
              givenName: 'Alice',
              accountEnabled: false,
              passwordExpired: true,
              mfaRequired: true,
            },
          ],
        },
      ],
    })
    const { tenantId = '' } = directory.findTenant('contoso.com') ?? {}
    const clientId = idFromName('application', tenantId, 'App')
    const { objectId = '' } = directory.findAppRegistration(clientId) ?? {}
    expect(directory.findAppRegistration(clientId)).toMatchObject({
      signInAudience: 'AzureADMultipleOrgs',
      isFallbackPublicClient: true,
    })
    expect(directory.listPasswordCredentials(objectId)).toMatchObject([
      { startsAt: Date.UTC(2024, 0, 1), endsAt: Date.UTC(2025, 0, 1) },
    ])
    expect(directory.listKeyCredentials(objectId)).toMatchObject([
      { displayName: 'Named', startsAt: Date.UTC(2024, 0, 1), endsAt: Date.UTC(2030, 0, 1) },
      { displayName: 'CN=Versekey sample: Warehouse Sync', endsAt: Date.UTC(2099, 11, 31, 23, 59, 59) },
    ])
    const principal = directory.findServicePrincipal(tenantId, clientId)
    expect(principal).toMatchObject({ displayName: 'App', accountEnabled: false })
    const user = directory.findUser(tenantId, 'alice@contoso.com')
    expect(user).toMatchObject({
      displayName: 'A. Arden',
      givenName: 'Alice',
      surname: '',
      accountEnabled: false,
      passwordExpired: true,
      mfaRequired: true,
    })
    expect(
      directory.listDelegatedGrants(principal?.objectId ?? '', '00000007-0000-0000-c000-000000000000'),
    ).toMatchObject([{ userObjectId: user?.objectId, scopes: ['user_impersonation'] }])
  })

  it('leaves out the service principal where the seed says null', async () => {
    const { directory } = await openWorld(seed)
    const tenantId = 'aaaaaaaa-0000-4000-8000-000000000001'
    expect(directory.findAppRegistration('aaaaaaaa-0000-4000-8000-000000000004')).toBeDefined()
    expect(directory.findServicePrincipal(tenantId, 'aaaaaaaa-0000-4000-8000-000000000004')).toBeUndefined()
  })

  it('makes an environment of each record, in order', async () => {
    const { environments } = await openWorld(seed)
    expect(environments.map(({ record }) => record)).toEqual([
      {
        environmentId: 'aaaaaaaa-0000-4000-8000-000000000006',
        organizationId: 'aaaaaaaa-0000-4000-8000-000000000007',
        tenantId: 'aaaaaaaa-0000-4000-8000-000000000001',
        urlName: 'contoso',
        uniqueName: 'unqaaaaaaaa000040008000000000000',
        friendlyName: 'Contoso',
        region: 'EMEA',
        version: '9.2.22074.168',
        state: 'Enabled',
      },
      expect.objectContaining({
        urlName: 'empty',
        state: 'Disabled',
        region: 'NA',
        version: '9.2.1.1',
        uniqueName: 'empty',
      }),
    ])
  })

  it('names users as Dataverse does: people by their names, application users by a number sign', async () => {
    const { environments } = await openWorld(seed)
    const rows = environments[0]?.database
      .prepare(
        `SELECT fullname, firstname, lastname, domainname, accessmode, isdisabled, islicensed, applicationid,
           azureactivedirectoryobjectid AS objectid FROM systemuser WHERE fullname <> 'SYSTEM' ORDER BY fullname`,
      )
      .all()
      .map((row) => ({ ...row }))
    expect(rows).toEqual([
      {
        fullname: '# App',
        firstname: '#',
        lastname: 'App',
        domainname: 'aaaaaaaa-0000-4000-8000-000000000002@contoso.onmicrosoft.com',
        accessmode: 4,
        isdisabled: 0,
        islicensed: 0,
        applicationid: 'aaaaaaaa-0000-4000-8000-000000000002',
        objectid: 'aaaaaaaa-0000-4000-8000-000000000003',
      },
      expect.objectContaining({
        fullname: 'Bob Brandt',
        accessmode: 1,
        isdisabled: 1,
        islicensed: 0,
        applicationid: null,
      }),
      {
        fullname: 'alice',
        firstname: '',
        lastname: '',
        domainname: 'alice@contoso.com',
        accessmode: 0,
        isdisabled: 0,
        islicensed: 1,
        applicationid: null,
        objectid: 'aaaaaaaa-0000-4000-8000-000000000005',
      },
    ])
  })

  it('gives roles and rows to whom they belong', async () => {
    const { environments } = await openWorld(seed)
    const database = environments[0]?.database
    const roles = database?.prepare(
      `SELECT systemuser.fullname || ': ' || role.name AS line FROM systemuserroles
         JOIN systemuser USING (systemuserid) JOIN role USING (roleid) ORDER BY 1`,
    )
    expect(roles?.all().map(({ line }) => line)).toEqual(['# App: System Administrator', 'alice: System Administrator'])
    const accounts = database?.prepare(
      `SELECT account.name || ': ' || systemuser.fullname AS line FROM account
         JOIN systemuser ON systemuser.systemuserid = account.ownerid ORDER BY 1`,
    )
    expect(accounts?.all().map(({ line }) => line)).toEqual(['Adventure Works: # App', 'Fabrikam: SYSTEM'])
  })

  it('refuses a seed of a program that contradicts itself', async () => {
    const [tenant] = seed.tenants
    if (tenant === undefined) throw new Error('no tenant')
    const application = {
      displayName: 'App',
      consents: [{ resource: 'Dataverse' as const, user: 'nobody@contoso.com' }],
    }
    const wrong: WorldSeed = { tenants: [{ ...tenant, applications: [application], environments: [] }] }
    await expect(createWorld(wrong, { randomBytes })).rejects.toMatchObject({
      code: 'INVALID_WORLD_SEED',
      problems: [{ path: '/tenants/0/applications/0/consents/0/user', message: 'unknown user "nobody@contoso.com"' }],
    })
  })

  it('draws a new salt for each secret and each password, and nothing else', async () => {
    const drawn: number[] = []
    const count = (size: number): Buffer => {
      drawn.push(size)
      return randomBytes(size)
    }
    const [tenant] = seed.tenants
    if (tenant === undefined) throw new Error('no tenant')
    const users = [{ userPrincipalName: 'carol@contoso.com', password: 'sample-password-of-carol' }]
    const world = await createWorld({ tenants: [{ ...tenant, users, environments: [] }] }, { randomBytes: count })
    world.close()
    expect(drawn).toEqual([16, 16])
  })

  it('closes all databases, and takes a second close', async () => {
    const world = await createWorld(seed, { randomBytes })
    world.close()
    world.close()
    expect(world.environments.every(({ database }) => !database.isOpen)).toBe(true)
    expect(() => world.directory.findTenant('contoso.com')).toThrow()
  })
})

describe('a random world', () => {
  it('is a seed like one from a file, and no two are alike', async () => {
    const [first, second] = [randomWorld(), randomWorld()]
    expect(() => checkSeed(first.seed)).not.toThrow()
    expect(first.sample.tenantId).not.toBe(second.sample.tenantId)
    const { directory, environments } = await openWorld(first.seed)
    const { sample } = first
    const { alice } = sample.users
    expect(await directory.judgeUserPassword(alice.objectId, alice.password)).toBe('correct')
    const app = directory.findAppRegistration(sample.applications['Nightly Integration'].clientId)
    const [credential] = directory.listPasswordCredentials(app?.objectId ?? '')
    expect(credential && matchesSecret(sample.applications['Nightly Integration'].secret, credential)).toBe(true)
    expect(environments.map(({ record }) => record.environmentId)).toEqual([
      sample.environments.Contoso.environmentId,
      sample.environments['Contoso Test'].environmentId,
    ])
  })
})
