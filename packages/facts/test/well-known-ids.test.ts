import {
  azureCliClientId,
  dataverseResourceAppId,
  dataverseSampleClientId,
  microsoftGraphAppId,
  personalAccountsTenantId,
  userImpersonationScopeId,
  wellKnownIds,
} from '@versekey/facts/well-known-ids'
import { describe, expect, it } from 'vitest'

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

describe('well-known ids', () => {
  it('are lower-case GUIDs, but for an audience and a redirect URI', () => {
    const others = Object.entries(wellKnownIds).filter(([, { id }]) => !guid.test(id))
    expect(others.map(([name]) => name)).toEqual(['federatedCredentialAudience', 'nativeClientRedirectUri'])
    for (const [, { id }] of others) expect(URL.canParse(id)).toBe(true)
  })

  it('stand once each, with title and source', () => {
    const entries = Object.values(wellKnownIds)
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
    expect(new Set(entries.map(({ title }) => title)).size).toBe(entries.length)
    for (const { source } of entries) expect(source).toMatch(/\S/)
  })

  it.each([
    [
      dataverseResourceAppId,
      '00000007-0000-0000-c000-000000000000',
      'Dataverse (Use OAuth authentication with Dataverse)',
    ],
    [userImpersonationScopeId, '78ce3f0f-a1ce-49c2-8cde-64b5c0896db4', 'user_impersonation (public manifests)'],
    [microsoftGraphAppId, '00000003-0000-0000-c000-000000000000', 'Microsoft Graph (public manifests)'],
    [personalAccountsTenantId, '9188040d-6c67-4c5b-b112-36a304b66dad', 'personal accounts (OpenID Connect document)'],
    [dataverseSampleClientId, '51f81489-12ee-4a9e-aaae-a2591f45987d', 'sample client (connection strings document)'],
    [azureCliClientId, '04b07795-8ddb-461a-bbee-02f9e1bf7b46', 'Azure CLI (its source)'],
  ])('%s is %s: %s', (constant, id) => {
    expect(constant).toBe(id)
    expect(Object.values(wellKnownIds).map((entry) => entry.id)).toContain(id)
  })

  it.each([
    ['dynamicsToolingClient', '2ad88395-b77d-4561-9441-d0e40824f9bc'],
    ['powerPlatformCliClient', '9cee029c-6210-4654-90bb-17e6e9d36617'],
    ['powerAppsService', '475226c6-020e-4fb2-8a90-7a972cbfc1d4'],
    ['microsoftGraphUserReadScope', 'e1fe6dd8-ba31-4d61-89e7-88639da4683d'],
    ['azureAdGraph', '00000002-0000-0000-c000-000000000000'],
    ['azureServiceManagement', '797f4846-ba00-4fd7-ba43-dac1f8f63013'],
    ['azurePowerShellClient', '1950a258-227b-4e31-a9cf-717495945fc2'],
    ['microsoftGraphPowerShellClient', '14d82eec-204b-4c2f-b7e8-296a70dab67e'],
    ['visualStudioClient', '872cd9fa-d31f-45e0-9eab-6e460a02d1f1'],
    ['visualStudioCodeAccountClient', 'aebc6443-996d-45c2-90f0-388ff96faa56'],
    ['microsoftOfficeClient', 'd3590ed6-52b3-4102-aeff-aad2292ab01c'],
    ['microsoftServicesTenant', 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'],
    ['federatedCredentialAudience', 'api://AzureADTokenExchange'],
    ['nativeClientRedirectUri', 'https://login.microsoftonline.com/common/oauth2/nativeclient'],
  ] as const)('%s is %s (public manifests and sources)', (name, id) => {
    expect(wellKnownIds[name].id).toBe(id)
  })

  it('knows the redirect URIs of the sample client (Use connection strings in XRM tooling)', () => {
    expect(wellKnownIds.dataverseSampleClient.redirectUris).toEqual([
      'app://58145B91-0C36-4500-8554-080854F2AC97',
      'http://localhost',
    ])
  })
})
