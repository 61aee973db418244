import { describe, expect, it } from 'vitest'
import { call } from '../support/call.ts'
import { ids } from '../support/ids.ts'
import { createTestEnvironment, type TestEnvironment } from '../support/test-environment.ts'
import { appToken } from '../support/tokens.ts'

async function get(
  resource: string,
  headers: Record<string, string> = {},
  { service }: TestEnvironment = createTestEnvironment(),
) {
  return call(service, { resource, headers, token: await appToken(ids.appClient) })
}

interface ListBody {
  readonly value: readonly Record<string, unknown>[]
  readonly '@odata.nextLink'?: string
}

function listOf(json: unknown): ListBody {
  return json as ListBody
}

describe('a list', () => {
  it('has its context, and each row its etag', async () => {
    const answer = await get('accounts?$select=name')
    expect(answer.json).toEqual({
      '@odata.context': 'https://localhost:8444/api/data/v9.2/$metadata#accounts(name)',
      value: [
        { '@odata.etag': expect.stringMatching(/^W\/"\d+"$/), name: 'Fabrikam', accountid: ids.fabrikam },
        { '@odata.etag': expect.stringMatching(/^W\/"\d+"$/), name: 'Litware', accountid: ids.litware },
        { '@odata.etag': expect.stringMatching(/^W\/"\d+"$/), name: 'Tailspin', accountid: ids.tailspin },
      ],
    })
  })

  it('is counted and cut as dynamics-web-api asks', async () => {
    const answer = await get('accounts?$select=name&$count=true&$top=2')
    expect(answer.json).toMatchObject({ '@odata.count': 3, value: [{ name: 'Fabrikam' }, { name: 'Litware' }] })
    expect(Object.keys(Object(answer.json))).toEqual(['@odata.context', '@odata.count', 'value'])
  })

  it('of users contains SYSTEM and everybody else', async () => {
    const answer = await get('systemusers?$select=fullname&$count=true')
    expect(answer.json).toMatchObject({ '@odata.count': 7 })
    expect(listOf(answer.json).value.map((user) => user['fullname'])).toContain('SYSTEM')
  })

  it.each(['accounts()', 'accounts/', 'accounts?', 'accounts?&', 'accounts?tag=x', 'accounts?$count=false'])(
    'answers to %s',
    async (resource) => {
      const answer = await get(resource)
      expect(listOf(answer.json).value).toHaveLength(3)
      expect(answer.json).not.toHaveProperty('@odata.count')
    },
  )

  it('tells counts in annotations when asked, -1 for uncounted', async () => {
    const prefer = 'odata.include-annotations="*"'
    expect((await get('accounts?$select=name', { prefer })).json).toMatchObject({
      '@Microsoft.Dynamics.CRM.totalrecordcount': -1,
      '@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded': false,
      '@Microsoft.Dynamics.CRM.globalmetadataversion': expect.any(String),
    })
    expect((await get('accounts?$select=name&$count=true', { prefer })).json).toMatchObject({
      '@odata.count': 3,
      '@Microsoft.Dynamics.CRM.totalrecordcount': 3,
    })
  })

  it('as a bare count is text', async () => {
    const answer = await get('accounts/$count')
    expect([answer.headers['Content-Type'], answer.body]).toEqual(['text/plain', '3'])
  })

  it.each([
    ['$top=0', []],
    ['$top=1', ['Fabrikam']],
    ['%24top=1', ['Fabrikam']],
    ['$top=9999999999', ['Fabrikam', 'Litware', 'Tailspin']],
  ])('takes %s', async (query, names) => {
    const answer = await get(`accounts?${query}`)
    expect(listOf(answer.json).value.map((row) => row['name'])).toEqual(names)
    expect(answer.json).not.toHaveProperty('@odata.nextLink')
  })
})

describe('pages', () => {
  it('follow each other by @odata.nextLink, with the same preference', async () => {
    const environment = createTestEnvironment()
    const headers = { prefer: 'odata.maxpagesize=2' }
    const first = await get('accounts?$select=name&$count=true', headers, environment)
    expect(first.headers['Preference-Applied']).toBe('odata.maxpagesize=2')
    expect(listOf(first.json).value.map((row) => row['name'])).toEqual(['Fabrikam', 'Litware'])
    const nextLink = listOf(first.json)['@odata.nextLink'] ?? ''
    // The form of the real cookie (Query data using the Web API: page results).
    expect(nextLink).toMatch(
      /^https:\/\/localhost:8444\/api\/data\/v9\.2\/accounts\?\$select=name&\$count=true&\$skiptoken=%3Ccookie%20pagenumber%3D%222%22%20pagingcookie%3D%22%253Ccookie/,
    )
    const second = await call(environment.service, {
      target: nextLink.replace('https://localhost:8444', ''),
      headers,
      token: await appToken(ids.appClient),
    })
    expect(second.json).toMatchObject({ '@odata.count': 3, value: [{ name: 'Tailspin' }] })
    expect(second.json).not.toHaveProperty('@odata.nextLink')
  })

  it('give every row once, whatever the size, and with the slash that dataverse-webapi appends', async () => {
    const environment = createTestEnvironment()
    for (const size of [1, 2, 3, 4, 7, 100]) {
      const names: unknown[] = []
      let resource: string | undefined = 'systemusers?$select=fullname'
      while (resource !== undefined) {
        const answer = await get(resource, { prefer: `odata.maxpagesize=${size}` }, environment)
        const page = listOf(answer.json)
        expect(page.value.length).toBeLessThanOrEqual(size)
        names.push(...page.value.map((row) => row['fullname']))
        resource = page['@odata.nextLink']?.replace('https://localhost:8444/api/data/v9.2/', '').concat('/')
      }
      expect(names).toHaveLength(7)
      expect(new Set(names).size).toBe(7)
    }
  })

  it('make $top void', async () => {
    const answer = await get('accounts?$top=1', { prefer: 'odata.maxpagesize=2' })
    expect(listOf(answer.json).value).toHaveLength(2)
    expect(answer.json).toHaveProperty('@odata.nextLink')
  })

  it('end where the last one is full', async () => {
    const answer = await get('accounts', { prefer: 'odata.maxpagesize=3' })
    expect(answer.json).not.toHaveProperty('@odata.nextLink')
  })

  it('have at most 5,000 rows, and counts stop at 5,000', async () => {
    const environment = createTestEnvironment()
    environment.environment.database.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
      INSERT INTO account (accountid, name, ownerid, versionnumber)
      SELECT printf('a0000000-0000-4000-8000-%012d', i), 'many', '${ids.alice}', i FROM n`)
    const prefer = 'odata.include-annotations="*",odata.maxpagesize=6000'
    const answer = await get('accounts?$select=accountid&$count=true', { prefer }, environment)
    expect(listOf(answer.json).value).toHaveLength(5000)
    expect(answer.json).toHaveProperty('@odata.nextLink')
    expect(answer.json).toMatchObject({
      '@odata.count': 5000,
      '@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded': true,
    })
    expect((await get('accounts/$count', {}, environment)).body).toBe('5000')
  })

  it.each([
    'x',
    '',
    '%3Ccookie%20/%3E',
    '%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%25zz%22%20istracking=%22False%22%20/%3E',
    '%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%253ccookie%22%20istracking=%22False%22%20/%3E',
  ])('do not start at a $skiptoken that nobody wrote: %s', async (token) => {
    const answer = await get(`accounts?$skiptoken=${token}`)
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ error: { code: '0x8004112a' } })
  })

  it('of one table do not go on in another', async () => {
    const environment = createTestEnvironment()
    const users = await get('systemusers', { prefer: 'odata.maxpagesize=1' }, environment)
    const link = listOf(users.json)['@odata.nextLink'] ?? ''
    const answer = await get(`accounts?${link.split('?')[1]}`, {}, environment)
    expect(answer.json).toMatchObject({ error: { code: '0x8004112a' } })
  })
})

describe('a query option', () => {
  it.each(['$filter', '$expand', '$orderby', '$apply', '$deltatoken', 'fetchXml', 'savedQuery', 'userQuery', 'sql'])(
    '%s is refused as not emulated, in the shape of the service',
    async (name) => {
      const answer = await get(`accounts?${name}=x`)
      expect(answer.status).toBe(501)
      expect(answer.json).toMatchObject({
        error: {
          code: '0x80040315',
          message: expect.stringContaining(`The query option ${name} is not emulated yet.`),
        },
      })
    },
  )

  it.each([
    ['$skip=2', 'Skip Clause is not supported in CRM'],
    ['$search=x', 'The query parameter $search is not supported'],
    ['$format=json', 'The query parameter $format is not supported'],
    ['$Select=name', 'The query parameter $Select is not supported'],
    ['select=name', 'The query parameter select is not supported'],
    ['=', 'The query parameter  is not supported'],
    ['$top=1&$top=2', "Query option '$top' was specified more than once, but it must be specified at most once."],
    [
      '$top=-1',
      "Invalid value '-1' for $top query option found. The $top query option requires a non-negative integer value.",
    ],
    [
      '$top=1.5',
      "Invalid value '1.5' for $top query option found. The $top query option requires a non-negative integer value.",
    ],
    [
      '$top=',
      "Invalid value '' for $top query option found. The $top query option requires a non-negative integer value.",
    ],
    [
      '$top=99999999999',
      "Invalid value '99999999999' for $top query option found. The $top query option requires a non-negative integer value.",
    ],
    ['$count=yes', "Invalid value 'yes' for $count query option found. Valid values are 'true' and 'false'."],
    ['$select=%zz', 'Bad Request - Error in query syntax.'],
  ])('%s is refused as the service refuses it', async (query, message) => {
    const answer = await get(`accounts?${query}`)
    expect(answer.status).toBe(400)
    expect(answer.json).toEqual({ error: { code: '0x80060888', message } })
  })
})

it.each([
  ['Accounts', 404, '0x80060888', "Resource not found for the segment 'Accounts'."],
  ['account', 404, '0x80060888', "Resource not found for the segment 'account'."],
  ['leads', 404, '0x80060888', "Resource not found for the segment 'leads'."],
  ['a//b', 404, '0x80060888', "Resource not found for the segment 'a'."],
  ['sqlite_master', 404, '0x80060888', "Resource not found for the segment 'sqlite_master'."],
  ['privilege', 404, '0x80060888', "Resource not found for the segment 'privilege'."],
  ['accounts(%zz)', 400, '0x80060888', 'Bad Request - Error in query syntax.'],
])('GET %s is %i', async (resource, status, code, message) => {
  const answer = await get(resource)
  expect(answer.status).toBe(status)
  expect(answer.json).toEqual({ error: { code, message } })
})

it.each([
  '$metadata',
  '$batch',
  'EntityDefinitions',
  "EntityDefinitions(LogicalName='account')",
  'RetrieveTotalRecordCount',
])('%s is refused as not emulated', async (resource) => {
  expect((await get(resource)).status).toBe(501)
})
