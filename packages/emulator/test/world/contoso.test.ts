import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import { describeSampleWorld, loadSampleWorld } from '../../src/world/contoso.ts'
import { createWorld } from '../../src/world/create-world.ts'
import { parseSeed } from '../../src/world/parse-seed.ts'

const sample = describeSampleWorld()

describe('the sample world', () => {
  it('is plain JSON that names its schema', () => {
    const text = readFileSync(new URL('../../src/world/contoso.json', import.meta.url), 'utf8')
    expect(JSON.parse(text).$schema).toBe('./world.schema.json')
    expect(text).toMatch(/^\{\n {2}"\$schema": "\.\/world\.schema\.json",\n/)
  })

  it('holds together, and is what a file of the same text would be', () => {
    const file = new URL('../../src/world/contoso.json', import.meta.url)
    const parsed = parseSeed(readFileSync(file, 'utf8'), 'contoso.json')
    expect(JSON.stringify(describeSampleWorld(parsed))).toBe(JSON.stringify(sample))
  })

  it('has ids that do not change', () => {
    expect(sample.tenantId).toBe('96a347f9-2b23-55a8-a9f3-0ec6bfbae668')
    expect(sample.applications['Nightly Integration'].clientId).toBe('4868d339-5486-5bcc-875e-cbb5802e02c9')
    expect(sample.users.alice.objectId).toBe('483c0ef4-a94c-55ea-bd74-a2899fbcf741')
    expect(sample.environments.Contoso).toMatchObject({
      environmentId: '69e781fa-687e-585d-b1ad-b7eb72aa0104',
      organizationId: '7960b09d-4fef-533d-8a4b-4dff2dc32518',
    })
  })

  it('is described whole: no application, user or environment is missing', () => {
    const [tenant] = loadSampleWorld().tenants
    expect(Object.keys(sample.applications)).toEqual(tenant?.applications?.map(({ displayName }) => displayName))
    expect(Object.values(sample.users).map((user) => user.userPrincipalName)).toEqual(
      tenant?.users?.map(({ userPrincipalName }) => userPrincipalName),
    )
    expect(Object.keys(sample.environments)).toEqual(tenant?.environments?.map(({ friendlyName }) => friendlyName))
  })

  it('has secrets and passwords that say they are samples, not of the shape of real ones', () => {
    const { applications, users } = sample
    const secrets = Object.values(applications).flatMap((client) => ('secret' in client ? [client.secret] : []))
    const passwords = Object.values(users).map(({ password }) => password)
    expect(secrets).toHaveLength(6)
    for (const secret of secrets) expect(secret).toMatch(/^sample-secret-of-[a-z-]+$/)
    for (const password of passwords) expect(password).toMatch(/^sample-password-of-[a-z]+$/)
  })

  it('has a certificate that lasts, and its key with a warning', () => {
    const { certificate, privateKey } = sample.applications['Warehouse Sync']
    const x509 = new X509Certificate(certificate)
    expect(x509.subject).toBe('CN=Versekey sample: Warehouse Sync')
    expect(x509.validToDate.toISOString()).toBe('2099-12-31T23:59:59.000Z')
    expect(x509.verify(x509.publicKey)).toBe(true)
    expect(x509.checkPrivateKey(createPrivateKey(privateKey))).toBe(true)
    expect(privateKey).toMatch(/^# A public sample: .*\n# .*protects nothing/)
  })

  it('has each situation', async () => {
    const { directory, environments, close } = await createWorld(loadSampleWorld(), { randomBytes })
    onTestFinished(close)
    const { applications, users, tenantId } = sample
    const flags = (name: keyof typeof users) => directory.findUser(tenantId, users[name].userPrincipalName)
    expect(flags('alice')).toMatchObject({ accountEnabled: true, passwordExpired: false, mfaRequired: false })
    expect(flags('carol')).toMatchObject({ mfaRequired: true })
    expect(flags('dave')).toMatchObject({ accountEnabled: false })
    expect(flags('erin')).toMatchObject({ passwordExpired: true })
    const portal = applications['Reporting Portal']
    expect(directory.findAppRegistration(portal.clientId)?.isFallbackPublicClient).toBe(true)
    expect(directory.listDelegatedGrants(portal.servicePrincipalId, '00000007-0000-0000-c000-000000000000')).toEqual([
      expect.objectContaining({ userObjectId: undefined, scopes: ['user_impersonation'] }),
    ])
    const legacy = directory.findAppRegistration(applications['Legacy Import'].clientId)
    const [expired] = directory.listPasswordCredentials(legacy?.objectId ?? '')
    expect(expired?.endsAt).toBe(Date.UTC(2024, 5, 30, 23, 59, 59))
    expect(environments.map(({ record }) => record.urlName)).toEqual(['contoso', 'contoso-test'])
    const test = sample.environments['Contoso Test']
    expect(test.findSystemUserId('Nightly Integration')).toMatch(/^[0-9a-f-]{36}$/)
    expect(test.findSystemUserId('Unfinished Setup')).toBeUndefined()
  })

  it('gives each user and application user the roles it is known for', async () => {
    const { environments, close } = await createWorld(loadSampleWorld(), { randomBytes })
    onTestFinished(close)
    const lines = environments[0]?.database
      .prepare(
        `SELECT fullname || ': ' || coalesce(group_concat(role.name), 'no role') || iif(isdisabled, ', disabled', '') AS line
           FROM systemuser LEFT JOIN systemuserroles USING (systemuserid) LEFT JOIN role USING (roleid)
           WHERE fullname <> 'SYSTEM' GROUP BY systemuserid ORDER BY fullname`,
      )
      .all()
      .map(({ line }) => line)
    expect(lines).toEqual([
      '# Legacy Import: Integration',
      '# Nightly Integration: Integration',
      '# Retired Service: Integration, disabled',
      '# Roleless Service: no role',
      '# Warehouse Sync: System Administrator',
      'Alice Arden: System Administrator',
      'Bob Brandt: Salesperson',
      'Carol Castillo: Salesperson',
      'Dave Dubois: Salesperson, disabled',
      'Erin Eriksen: Salesperson',
    ])
  })
})
