import { describe, expect, it } from 'vitest'
import { call } from '../support/call.ts'
import { ids } from '../support/ids.ts'
import { createTestEnvironment } from '../support/test-environment.ts'
import { appToken } from '../support/tokens.ts'

describe('WhoAmI', () => {
  it.each(['WhoAmI', 'WhoAmI()', 'WhoAmI/', 'WhoAmI%28%29'])(
    '%s gives the ids in the documented order',
    async (resource) => {
      const { service } = createTestEnvironment()
      const answer = await call(service, { resource, token: await appToken(ids.appClient) })
      expect(answer.status).toBe(200)
      expect(answer.headers['Content-Type']).toBe('application/json; odata.metadata=minimal')
      // Quick start Web API with PowerShell.
      expect(answer.body).toBe(
        `{"@odata.context":"https://localhost:8444/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse","BusinessUnitId":"${ids.businessUnit}","UserId":"${ids.app}","OrganizationId":"${ids.organization}"}`,
      )
    },
  )

  it.each([
    ['v9.0', 'v9.0'],
    ['v9.1', 'v9.1'],
    ['V9.2', 'v9.2'],
  ])('answers under /api/data/%s', async (segment, version) => {
    const { service } = createTestEnvironment()
    const target = `/Api/Data/${segment}/WhoAmI`
    const answer = await call(service, { target, token: await appToken(ids.appClient) })
    expect(answer.json).toMatchObject({
      '@odata.context': `https://localhost:8444/api/data/${version}/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
    })
  })

  it.each(['/api/data', '/api/data/', '/api/data/v8.2/WhoAmI', '/api/data/v9.3/WhoAmI', '/api/data/WhoAmI'])(
    'is not found at %s',
    async (target) => {
      const { service } = createTestEnvironment()
      const answer = await call(service, { target, token: await appToken(ids.appClient) })
      expect(answer.status).toBe(404)
      expect(answer.json).toMatchObject({ error: { code: '0x80060888' } })
    },
  )

  it.each(['whoami', 'WhoAmI(x=1)', 'WhoAmI/more', 'WhoAmI()()'])('is not %s', async (resource) => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { resource, token: await appToken(ids.appClient) })
    expect(answer.status).toBe(404)
    expect(answer.json).toMatchObject({
      error: { code: '0x80060888', message: expect.stringMatching("^Resource not found for the segment '") },
    })
  })

  it('is not found by another method (Troubleshoot Dataverse Web API client errors)', async () => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { resource: 'WhoAmI', method: 'POST', token: await appToken(ids.appClient) })
    expect(answer.status).toBe(404)
    expect(answer.json).toEqual({
      error: {
        code: '',
        message:
          "No HTTP resource was found that matches the request URI 'https://localhost:8444/api/data/v9.2/WhoAmI'.",
      },
    })
  })

  it('answers HEAD without a body', async () => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { resource: 'WhoAmI', method: 'HEAD', token: await appToken(ids.appClient) })
    expect([answer.status, answer.body]).toEqual([200, ''])
  })
})

it.each(['RetrieveVersion', 'RetrieveVersion()'])('%s gives the version of the platform', async (resource) => {
  const { service } = createTestEnvironment()
  const answer = await call(service, { resource, token: await appToken(ids.appClient) })
  expect(answer.json).toEqual({
    '@odata.context': 'https://localhost:8444/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.RetrieveVersionResponse',
    Version: '9.2.24122.217',
  })
})

describe('RetrieveCurrentOrganization', () => {
  it.each([
    // Web API functions and actions sample.
    "RetrieveCurrentOrganization(AccessType=@p1)?@p1=Microsoft.Dynamics.CRM.EndpointAccessType'Default'",
    // ServiceClient.
    "RetrieveCurrentOrganization(AccessType='Default')",
    "RetrieveCurrentOrganization(AccessType=Microsoft.Dynamics.CRM.EndpointAccessType'Internet')",
    'RetrieveCurrentOrganization(AccessType=%27Intranet%27)',
    'RetrieveCurrentOrganization(AccessType=@type)?@type=%27Default%27&tag=x',
  ])('%s', async (resource) => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { resource, token: await appToken(ids.appClient) })
    expect(answer.status).toBe(200)
    expect(answer.json).toEqual({
      '@odata.context':
        'https://localhost:8444/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.RetrieveCurrentOrganizationResponse',
      Detail: {
        OrganizationId: ids.organization,
        FriendlyName: 'Contoso',
        OrganizationVersion: '9.2.24122.217',
        EnvironmentId: ids.environment,
        DatacenterId: '00000000-0000-0000-0000-000000000000',
        Geo: 'EMEA',
        TenantId: ids.tenant,
        UrlName: 'contoso',
        UniqueName: 'unqcontoso',
        State: 'Enabled',
        Endpoints: {
          Count: 3,
          IsReadOnly: false,
          Keys: ['WebApplication', 'OrganizationService', 'OrganizationDataService'],
          Values: [
            'https://localhost:8444/',
            'https://localhost:8444/XRMServices/2011/Organization.svc',
            'https://localhost:8444/XRMServices/2011/OrganizationData.svc',
          ],
        },
      },
    })
  })

  it.each([
    ["(AccessType='Somewhere')", 400, "The string 'Somewhere' is not a valid enumeration type constant."],
    ["(AccessType='default')", 400, "The string 'default' is not a valid enumeration type constant."],
    ['(AccessType=Default)', 400, "The string 'Default' is not a valid enumeration type constant."],
    ["(AccessType=Other.Enum'Default')", 400, 'is not a valid enumeration type constant.'],
    ['(AccessType=@p1)', 400, "The parameter alias '@p1' is not in the query."],
    ['', 404, "Resource not found for the segment 'RetrieveCurrentOrganization'."],
    ['()', 404, "Resource not found for the segment 'RetrieveCurrentOrganization'."],
    ["(Type='Default')", 404, "Resource not found for the segment 'RetrieveCurrentOrganization'."],
  ])('refuses %s', async (parameters, status, message) => {
    const { service } = createTestEnvironment()
    const resource = `RetrieveCurrentOrganization${parameters}`
    const answer = await call(service, { resource, token: await appToken(ids.appClient) })
    expect(answer.status).toBe(status)
    expect(answer.json).toMatchObject({ error: { code: '0x80060888', message: expect.stringContaining(message) } })
  })
})

it('the service document lists the entity sets (Web API service documents)', async () => {
  const { service } = createTestEnvironment()
  const token = await appToken(ids.appClient)
  for (const target of ['/api/data/v9.2', '/api/data/v9.2/']) {
    const answer = await call(service, { target, token })
    expect(answer.json).toMatchObject({
      '@odata.context': 'https://localhost:8444/api/data/v9.2/$metadata',
      value: expect.arrayContaining([{ name: 'accounts', kind: 'EntitySet', url: 'accounts' }]),
    })
  }
})
