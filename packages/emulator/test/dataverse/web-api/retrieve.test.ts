import { describe, expect, it } from 'vitest'
import { call } from '../support/call.ts'
import { ids } from '../support/ids.ts'
import { createTestEnvironment } from '../support/test-environment.ts'
import { appToken } from '../support/tokens.ts'

async function get(resource: string, headers: Record<string, string> = {}) {
  const { service } = createTestEnvironment()
  return call(service, { resource, headers, token: await appToken(ids.appClient) })
}

describe('a row by its id', () => {
  it('has the selected columns, then the primary key, under their context', async () => {
    const answer = await get(`accounts(${ids.fabrikam})?$select=name`)
    expect(answer.status).toBe(200)
    expect(answer.json).toEqual({
      '@odata.context': 'https://localhost:8444/api/data/v9.2/$metadata#accounts(name)/$entity',
      '@odata.etag': expect.stringMatching(/^W\/"\d+"$/),
      name: 'Fabrikam',
      accountid: ids.fabrikam,
    })
    expect(Object.keys(Object(answer.json))).toEqual(['@odata.context', '@odata.etag', 'name', 'accountid'])
    expect(answer.headers['ETag']).toBe(Object(answer.json)['@odata.etag'])
  })

  it('has all columns when none are selected, lookups as _name_value, and its version in the etag', async () => {
    const answer = await get(`accounts(${ids.tailspin})`)
    const { versionnumber } = Object(answer.json)
    expect(answer.json).toMatchObject({
      '@odata.context': 'https://localhost:8444/api/data/v9.2/$metadata#accounts/$entity',
      '@odata.etag': `W/"${versionnumber}"`,
      accountnumber: 'T-1',
      description: null,
      creditonhold: false,
      statecode: 0,
      statuscode: 1,
      _ownerid_value: ids.system,
      _owninguser_value: ids.system,
      _owningbusinessunit_value: ids.businessUnit,
      _createdby_value: ids.system,
      _createdonbehalfby_value: null,
      createdon: '2024-01-01T00:00:00Z',
    })
    expect(answer.json).not.toHaveProperty('ownerid')
    expect(answer.body).not.toContain('@OData.Community')
  })

  it.each([
    `accounts(${ids.fabrikam.toUpperCase()})`,
    `accounts('${ids.fabrikam}')`,
    `accounts(accountid=${ids.fabrikam})`,
    `accounts(accountid='${ids.fabrikam}')`,
    `accounts%28${ids.fabrikam}%29`,
    `accounts(${ids.fabrikam})/`,
  ])('answers to %s', async (resource) => {
    expect((await get(resource)).json).toMatchObject({ accountid: ids.fabrikam, name: 'Fabrikam' })
  })

  it('of a user shows who it is', async () => {
    expect((await get(`systemusers(${ids.app})`)).json).toMatchObject({
      systemuserid: ids.app,
      fullname: '# Nightly',
      firstname: '#',
      applicationid: ids.appClient,
      azureactivedirectoryobjectid: ids.appObject,
      accessmode: 4,
      isdisabled: false,
      islicensed: false,
      issyncwithdirectory: false,
      ownerid: ids.app,
      _businessunitid_value: ids.businessUnit,
    })
  })

  it('of the organization answers what mcp-dataverse asks after WhoAmI', async () => {
    const answer = await get(`organizations(${ids.organization})?$select=name`)
    expect(answer.json).toMatchObject({ name: 'unqcontoso', organizationid: ids.organization })
  })

  it('of a role or business unit answers too', async () => {
    expect((await get(`roles(${ids.salesRole})`)).json).toMatchObject({ name: 'Salesperson', ismanaged: false })
    const unit = await get(`businessunits(${ids.businessUnit})`)
    expect(unit.json).toMatchObject({ name: 'Contoso', _parentbusinessunitid_value: null })
  })

  it('that does not exist is 404 0x80040217 (Compose HTTP requests and handle errors)', async () => {
    const answer = await get(`accounts(${ids.nobody.toUpperCase()})`)
    expect(answer.status).toBe(404)
    expect(answer.json).toEqual({
      error: { code: '0x80040217', message: `account With Id = ${ids.nobody} Does Not Exist` },
    })
  })

  it.each(['abc', `{${ids.fabrikam}}`, `${ids.fabrikam}0`, "'", 'accountid=', "1' OR '1'='1", '*', ' '])(
    'is not found by the key (%s): 400',
    async (key) => {
      const answer = await get(`accounts(${encodeURIComponent(key)})`)
      expect(answer.status).toBe(400)
      expect(answer.json).toEqual({ error: { code: '0x80060888', message: 'Bad Request - Error in query syntax.' } })
    },
  )

  it('is not found by an alternate key, since there are none: 0x80060890', async () => {
    const answer = await get("accounts(accountnumber='F-1')")
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ error: { code: '0x80060890' } })
  })

  it.each([
    [`accounts(${ids.fabrikam})/name`, 501],
    [`accounts(${ids.fabrikam})/ownerid`, 501],
    [`accounts(${ids.fabrikam})/$ref`, 501],
    [`systemusers(${ids.alice})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges`, 501],
    ['accounts/Microsoft.Dynamics.CRM.CreateMultiple', 501],
    [`accounts(${ids.fabrikam})/nothing`, 404],
    ['accounts/nothing', 404],
    ['accounts/$count/more', 404],
  ])('%s is %i', async (resource, status) => {
    expect((await get(resource)).status).toBe(status)
  })
})

describe('annotations', () => {
  const lookups = '?$select=_ownerid_value,statecode,creditonhold,createdon,name,_parentaccountid_value'

  it.each(['odata.include-annotations="*"', 'odata.include-annotations=*'])('come with %s', async (prefer) => {
    const answer = await get(`accounts(${ids.fabrikam})${lookups}`, { prefer })
    expect(answer.headers['Preference-Applied']).toBe('odata.include-annotations="*"')
    expect(answer.json).toEqual({
      '@odata.context': expect.any(String),
      '@odata.etag': expect.any(String),
      '_ownerid_value@OData.Community.Display.V1.FormattedValue': 'alice Example',
      '_ownerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty': 'ownerid',
      '_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'systemuser',
      _ownerid_value: ids.alice,
      'statecode@OData.Community.Display.V1.FormattedValue': 'Active',
      statecode: 0,
      'creditonhold@OData.Community.Display.V1.FormattedValue': 'No',
      creditonhold: false,
      'createdon@OData.Community.Display.V1.FormattedValue': '1/1/2024 12:00 AM',
      createdon: '2024-01-01T00:00:00Z',
      name: 'Fabrikam',
      _parentaccountid_value: null,
      accountid: ids.fabrikam,
    })
  })

  it('come only as far as they were asked for', async () => {
    const prefer = 'odata.include-annotations="Microsoft.Dynamics.CRM.*,-Microsoft.Dynamics.CRM.lookuplogicalname"'
    const answer = await get(`accounts(${ids.fabrikam})?$select=_ownerid_value`, { prefer })
    expect(Object.keys(Object(answer.json)).filter((name) => name.startsWith('_ownerid'))).toEqual([
      '_ownerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty',
      '_ownerid_value',
    ])
  })

  it('explain an error to those who ask (Compose HTTP requests and handle errors)', async () => {
    const answer = await get(`accounts(${ids.nobody})`, { prefer: 'odata.include-annotations="*"' })
    expect(answer.json).toEqual({
      error: {
        code: '0x80040217',
        message: `account With Id = ${ids.nobody} Does Not Exist`,
        '@Microsoft.PowerApps.CDS.HelpLink':
          'http://go.microsoft.com/fwlink/?LinkID=398563&error=Microsoft.Crm.CrmException%3a80040217&client=platform',
        '@Microsoft.PowerApps.CDS.InnerError.Message': `account With Id = ${ids.nobody} Does Not Exist`,
      },
    })
  })
})

describe('conditional retrieval', () => {
  it('is 304 when the row is unchanged', async () => {
    const { service } = createTestEnvironment()
    const request = { resource: `accounts(${ids.fabrikam})`, token: await appToken(ids.appClient) }
    const etag = String((await call(service, request)).headers['ETag'])
    const again = await call(service, { ...request, headers: { 'if-none-match': etag } })
    expect([again.status, again.body, again.headers['ETag']]).toEqual([304, '', etag])
    const annotated = { 'if-none-match': etag, prefer: 'odata.include-annotations="*"' }
    expect((await call(service, { ...request, headers: annotated })).status).toBe(200)
  })

  it.each(['null', 'W/"1"', '*', ''])('is 200 with If-None-Match: %s', async (condition) => {
    expect((await get(`accounts(${ids.fabrikam})`, { 'if-none-match': condition })).status).toBe(200)
  })
})

describe('$select', () => {
  it.each([
    ['nothing', 'nothing'],
    ['Name', 'Name'],
    ['name,ownerid_value', 'ownerid_value'],
    ['name;DROP TABLE account', 'name;DROP TABLE account'],
    ['name,,accountid', ''],
  ])('of %s is 400', async (select, name) => {
    const answer = await get(`accounts(${ids.fabrikam})?$select=${encodeURIComponent(select)}`)
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual({
      error: {
        code: '0x80060888',
        message: `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.account'.`,
      },
    })
    expect(answer.outcome?.remedy).toContain('accountid, name, accountnumber')
  })

  it('may repeat a column, have spaces, or name the primary key', async () => {
    const answer = await get(`accounts(${ids.fabrikam})?$select=accountid,+name,%20name`)
    expect(Object.keys(Object(answer.json)).slice(2)).toEqual(['accountid', 'name'])
  })

  it('of a navigation property brings nothing, since that needs $expand', async () => {
    const answer = await get(`accounts(${ids.fabrikam})?$select=ownerid`)
    expect(Object.keys(Object(answer.json)).slice(2)).toEqual(['accountid'])
  })

  it.each(['', '*', 'name,*'])('of "%s" means all columns', async (select) => {
    expect((await get(`accounts(${ids.fabrikam})?$select=${select}`)).json).toHaveProperty('versionnumber')
  })
})
