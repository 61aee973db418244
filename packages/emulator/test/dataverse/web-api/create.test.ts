import { describe, expect, it } from 'vitest'
import { type Answer, call } from '../support/call.ts'
import { ids } from '../support/ids.ts'
import { createTestEnvironment, type TestEnvironment } from '../support/test-environment.ts'
import { appToken, userToken } from '../support/tokens.ts'

const guid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

async function post(
  body: object | string | Buffer,
  headers: Record<string, string> = {},
  { service }: TestEnvironment = createTestEnvironment(),
): Promise<Answer> {
  const token = await userToken(ids.bobObject)
  return call(service, { method: 'POST', resource: 'accounts', body, headers, token })
}

describe('POST on an entity set', () => {
  it('is 204 with the address of the new row in both headers', async () => {
    const answer = await post({ name: 'New' })
    expect(answer.status).toBe(204)
    expect(answer.body).toBe('')
    expect(answer.headers['OData-EntityId']).toMatch(
      new RegExp(`^https://localhost:8444/api/data/v9\\.2/accounts\\(${guid}\\)$`),
    )
    expect(answer.headers['Location']).toBe(answer.headers['OData-EntityId'])
  })

  it('writes who created the row, when, and for whom', async () => {
    const environment = createTestEnvironment()
    const created = await post({ name: 'New' }, {}, environment)
    const target = String(created.headers['Location']).replace('https://localhost:8444', '')
    const read = await call(environment.service, { target, token: await userToken(ids.bobObject) })
    expect(read.json).toMatchObject({
      name: 'New',
      _createdby_value: ids.bob,
      _modifiedby_value: ids.bob,
      _ownerid_value: ids.bob,
      _owninguser_value: ids.bob,
      _owningbusinessunit_value: ids.businessUnit,
      _createdonbehalfby_value: null,
      createdon: '2025-03-04T12:00:00Z',
      modifiedon: '2025-03-04T12:00:00Z',
      creditonhold: false,
      statecode: 0,
      statuscode: 1,
    })
  })

  it('is 201 with the row when its representation is preferred', async () => {
    const answer = await post({ name: 'New' }, { prefer: 'odata.include-annotations="*",return=representation' })
    expect(answer.status).toBe(201)
    expect(answer.headers['Preference-Applied']).toBe('return=representation,odata.include-annotations="*"')
    expect(answer.headers['ETag']).toBe(Object(answer.json)['@odata.etag'])
    expect(answer.json).toMatchObject({
      '@odata.context': 'https://localhost:8444/api/data/v9.2/$metadata#accounts/$entity',
      name: 'New',
      '_createdby_value@OData.Community.Display.V1.FormattedValue': 'bob Example',
    })
    expect(answer.headers['Location']).toContain(Object(answer.json).accountid)
  })

  it('answers with the selected columns', async () => {
    const { service } = createTestEnvironment()
    const answer = await call(service, {
      method: 'POST',
      resource: 'accounts?$select=name',
      body: { name: 'New', accountid: ids.nobody.toUpperCase() },
      headers: { prefer: 'return=representation' },
      token: await appToken(ids.appClient),
    })
    expect(answer.json).toEqual({
      '@odata.context': 'https://localhost:8444/api/data/v9.2/$metadata#accounts(name)/$entity',
      '@odata.etag': expect.any(String),
      name: 'New',
      accountid: ids.nobody,
    })
  })

  it('gives each row a version of its own, counting up', async () => {
    const environment = createTestEnvironment()
    const versions: number[] = []
    for (let index = 0; index < 3; index += 1) {
      const answer = await post({}, { prefer: 'return=representation' }, environment)
      versions.push(Object(answer.json).versionnumber)
    }
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
    expect(versions).toHaveLength(3)
  })

  it('takes every type, null, and the annotations that clients add', async () => {
    const row = {
      name: 'Zürich "quoted" 中 😀\n\ttwo lines',
      accountnumber: null,
      description: 'x'.repeat(2000),
      numberofemployees: -2147483648,
      creditonhold: true,
    }
    const annotations = { '@odata.type': 'Microsoft.Dynamics.CRM.account', 'name@odata.type': '#String' }
    const answer = await post({ ...row, ...annotations }, { prefer: 'return=representation' })
    expect(answer.json).toMatchObject(row)
  })

  it('passes over columns that only the system sets, as the real service does', async () => {
    const body = { name: 'New', createdon: '2001-01-01T00:00:00Z', versionnumber: 1, statecode: 1 }
    const answer = await post(body, { prefer: 'return=representation' })
    expect(answer.json).toMatchObject({ createdon: '2025-03-04T12:00:00Z', statecode: 0 })
  })

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;odata.metadata=minimal'])(
    'takes %s',
    async (contentType) => {
      expect((await post('{"name":"x"}', { 'content-type': contentType })).status).toBe(204)
    },
  )

  it('passes over a byte order mark', async () => {
    const answer = await post(Buffer.from('\ufeff{"name":"x"}'), { 'content-type': 'application/json' })
    expect(answer.status).toBe(204)
  })
})

describe('POST on an entity set is refused', () => {
  it('412 0x80040237 when the primary key is taken', async () => {
    const answer = await post({ accountid: ids.fabrikam })
    expect(answer.status).toBe(412)
    expect(answer.json).toEqual({
      error: { code: '0x80040237', message: 'A record with matching key values already exists.' },
    })
  })

  it.each(['nothing', 'Name', '__proto__', 'constructor', 'name '])(
    'for the property %j, which the table has not (recorded answer)',
    async (property) => {
      const environment = createTestEnvironment()
      const answer = await post(
        `{${JSON.stringify(property)}:"x"}`,
        { 'content-type': 'application/json' },
        environment,
      )
      expect(answer.status).toBe(400)
      expect(answer.json).toMatchObject({
        error: {
          code: '0x80048d19',
          message: expect.stringContaining(
            `InnerException : Microsoft.Crm.CrmException: Invalid property '${property}' was found in entity 'Microsoft.Dynamics.CRM.account'. ---> Microsoft.OData.ODataException: The property '${property}' does not exist on type 'Microsoft.Dynamics.CRM.account'. Make sure to only use property names that are defined by the type.`,
          ),
        },
      })
      expect(answer.body).toContain("Error identified in Payload provided by the user for Entity :'accounts'")
      expect(answer.outcome?.remedy).toContain('name, accountnumber')
    },
  )

  it.each([
    ['name', 5, "Cannot convert the literal '5' to the expected type 'Edm.String'."],
    ['name', true, "Cannot convert the literal 'true' to the expected type 'Edm.String'."],
    ['name', ['x'], "An unexpected 'StartArray' node was found"],
    ['name', { x: 1 }, "An unexpected 'StartObject' node was found"],
    ['numberofemployees', 'Charity', "Cannot convert the literal 'Charity' to the expected type 'Edm.Int32'."],
    ['numberofemployees', 1.5, "Cannot convert the literal '1.5' to the expected type 'Edm.Int32'."],
    ['numberofemployees', 2147483648, "Cannot convert the literal '2147483648' to the expected type 'Edm.Int32'."],
    ['numberofemployees', -2147483649, "Cannot convert the literal '-2147483649' to the expected type 'Edm.Int32'."],
    ['creditonhold', 'yes', "Cannot convert the literal 'yes' to the expected type 'Edm.Boolean'."],
    ['creditonhold', 1, "Cannot convert the literal '1' to the expected type 'Edm.Boolean'."],
    ['accountid', 'abc', "Cannot convert the literal 'abc' to the expected type 'Edm.Guid'."],
  ])('for %s: %j, which is of another type', async (property, value, message) => {
    const answer = await post({ [property]: value })
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ error: { code: '0x80048d19', message: expect.stringContaining(message) } })
    expect(answer.outcome?.reason).toContain(property)
  })

  it('0x80044331 for a text that is too long', async () => {
    expect((await post({ name: 'x'.repeat(160) })).status).toBe(204)
    const answer = await post({ name: 'x'.repeat(161) })
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual({
      error: {
        code: '0x80044331',
        message:
          "A validation error occurred. The length of the 'name' attribute of the 'account' entity exceeded the maximum allowed length of '160'.",
      },
    })
  })

  it.each(['\u0000', 'a\u0007b', '\ud800', '\uffff'])('0x80040278 for the character in %j', async (name) => {
    expect((await post({ name })).json).toMatchObject({ error: { code: '0x80040278' } })
  })

  it.each([
    ['nothing', '', 'the body of 0 bytes is not valid JSON'],
    ['half of it, as dataverse-webapi sends it', '{"name":"Z\u00fcri', 'the body of 14 bytes is not valid JSON'],
    ['no JSON', '{"name": xyz}', 'the body of 13 bytes is not valid JSON'],
    ['another character set', Buffer.from('{"name":"Z\u00fcrich"}', 'latin1'), 'the body of 17 bytes is not UTF-8'],
  ])('for a body that is %s', async (_, body, reason) => {
    const answer = await post(body, { 'content-type': 'application/json' })
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ error: { code: '0x80048d19' } })
    expect(answer.outcome?.reason).toBe(reason)
    expect(JSON.stringify(answer)).not.toContain('xyz')
  })

  it.each(['[]', '"text"', '5', 'null', 'true', `${'['.repeat(100_000)}${']'.repeat(100_000)}`])(
    'for JSON that is no object: %.10s',
    async (body) => {
      const answer = await post(body, { 'content-type': 'application/json' })
      expect(answer.json).toMatchObject({
        error: { code: '0x80048d19', message: expect.stringContaining('not a JSON object') },
      })
    },
  )

  it('for a value that is nested without end', async () => {
    const body = `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    expect((await post(body, { 'content-type': 'application/json' })).status).toBe(400)
  })

  it.each(['', 'text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'multipart/mixed; boundary=x'])(
    '415 for the content type "%s"',
    async (contentType) => {
      const answer = await post('{"name":"x"}', contentType === '' ? {} : { 'content-type': contentType })
      expect(answer.status).toBe(415)
      expect(answer.json).toMatchObject({ error: { message: expect.stringContaining('is not supported for this') } })
    },
  )

  it('for a lookup written as a value (recorded answer)', async () => {
    for (const property of ['_ownerid_value', 'ownerid']) {
      expect((await post({ [property]: ids.alice })).json).toEqual({
        error: {
          code: '0x80060888',
          message:
            'CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.',
        },
      })
    }
  })

  it('for @odata.bind of what is no lookup (Troubleshoot Dataverse Web API client errors)', async () => {
    const answer = await post({ 'nothing@odata.bind': `/accounts(${ids.fabrikam})` })
    expect(answer.json).toMatchObject({
      error: {
        code: '0x80048d19',
        message: expect.stringContaining(
          "An undeclared property 'nothing' which only has property annotations in the payload but no property value was found in the payload.",
        ),
      },
    })
  })

  it.each([
    ['@odata.bind', { 'ownerid@odata.bind': `/systemusers(${ids.alice})` }],
    ['a related row', { parentaccountid: { name: 'Parent' } }],
  ])('501 for %s, which is not emulated yet', async (_, body) => {
    const answer = await post(body)
    expect(answer.status).toBe(501)
    expect(answer.json).toMatchObject({ error: { message: expect.stringContaining('is not emulated yet') } })
  })

  it('501 on other tables', async () => {
    const { service } = createTestEnvironment()
    const request = {
      method: 'POST',
      resource: 'systemusers',
      body: { domainname: 'x' },
      token: await appToken(ids.appClient),
    }
    expect((await call(service, request)).status).toBe(501)
  })

  it('413 when the body was over the limit', async () => {
    const { service } = createTestEnvironment()
    const request = { method: 'POST', resource: 'accounts', bodyTooLarge: true, token: await appToken(ids.appClient) }
    const answer = await call(service, request)
    expect(answer.status).toBe(413)
    expect(answer.json).toMatchObject({ error: { message: expect.any(String) } })
  })
})

describe('other methods', () => {
  it.each([
    ['PATCH', `accounts(${ids.fabrikam})`, 501],
    ['DELETE', `accounts(${ids.fabrikam})`, 501],
    ['PUT', `accounts(${ids.fabrikam})`, 501],
    ['POST', `accounts(${ids.fabrikam})`, 405],
    ['PATCH', 'accounts', 405],
    ['DELETE', 'accounts', 405],
    ['OPTIONS', 'accounts', 405],
    ['BREW', 'accounts', 405],
    ['POST', '$batch', 501],
    ['POST', '', 405],
  ])('%s %s is %i', async (method, resource, status) => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { method, resource, token: await appToken(ids.appClient) })
    expect(answer.status).toBe(status)
    expect(answer.json).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } })
  })

  it.each(['CallerObjectId', 'MSCRMCallerID'])('the header %s is refused, not passed over', async (name) => {
    const { service } = createTestEnvironment()
    const headers = { [name.toLowerCase()]: ids.bobObject }
    const answer = await call(service, { resource: 'WhoAmI', headers, token: await appToken(ids.appClient) })
    expect(answer.status).toBe(501)
    expect(answer.body).toContain(name)
  })

  it('SOAP is refused as not emulated', async () => {
    const { service } = createTestEnvironment()
    const target = '/XRMServices/2011/Organization.svc/web'
    const answer = await call(service, { method: 'POST', target, token: await appToken(ids.appClient) })
    expect(answer.status).toBe(501)
  })
})
