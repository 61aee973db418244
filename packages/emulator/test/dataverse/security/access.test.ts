import { describe, expect, it } from 'vitest'
import type { PrivilegeDepth } from '../../../src/world/model.ts'
import { call } from '../support/call.ts'
import { ids } from '../support/ids.ts'
import { content, createTestEnvironment, type TestEnvironment } from '../support/test-environment.ts'
import { appToken, userToken } from '../support/tokens.ts'

const child = '40000000-aaaa-4000-8000-00000000000b'
const grandchild = '40000000-aaaa-4000-8000-00000000000c'
const other = '40000000-aaaa-4000-8000-00000000000d'

/** Bob sits in a child unit; there are rows in his unit, below it, above it and beside it, and his own elsewhere. */
function createTree(depth: PrivilegeDepth): TestEnvironment {
  const roles = content.roles.map((role) =>
    role.roleId === ids.salesRole ? { ...role, privileges: { prvReadAccount: depth, prvReadUser: depth } } : role,
  )
  const tree = createTestEnvironment({ content: { ...content, roles, accounts: [] } })
  const { database } = tree.environment
  const units = [
    [child, ids.businessUnit],
    [grandchild, child],
    [other, ids.businessUnit],
  ] as const
  const addUnit = database.prepare('INSERT INTO businessunit (businessunitid, parentbusinessunitid) VALUES (?, ?)')
  for (const unit of units) addUnit.run(...unit)
  database.prepare('UPDATE systemuser SET businessunitid = ? WHERE systemuserid = ?').run(child, ids.bob)
  const addAccount = database.prepare(
    'INSERT INTO account (accountid, name, ownerid, owningbusinessunit) VALUES (?, ?, ?, ?)',
  )
  const accounts = [
    ['own', ids.bob, other],
    ['same unit', ids.alice, child],
    ['below', ids.alice, grandchild],
    ['above', ids.alice, ids.businessUnit],
    ['beside', ids.alice, other],
  ] as const
  accounts.forEach(([name, owner, unit], index) => {
    addAccount.run(accountId(index), name, owner, unit)
  })
  return tree
}

function accountId(index: number): string {
  return `90000000-bbbb-4000-8000-00000000000${index}`
}

// Access levels as in "Security concepts in Microsoft Dataverse".
const reach: readonly (readonly [PrivilegeDepth, readonly string[]])[] = [
  ['Basic', ['own']],
  ['Local', ['own', 'same unit']],
  ['Deep', ['own', 'same unit', 'below']],
  ['Global', ['own', 'same unit', 'below', 'above', 'beside']],
]

describe('the depth of a privilege', () => {
  it.each(reach)('%s shows %j in a list', async (depth, names) => {
    const { service } = createTree(depth)
    const token = await userToken(ids.bobObject)
    const answer = await call(service, { resource: 'accounts?$select=name&$count=true', token })
    expect(answer.json).toMatchObject({ '@odata.count': names.length, value: names.map((name) => ({ name })) })
    expect((await call(service, { resource: 'accounts/$count', token })).body).toBe(String(names.length))
  })

  it.each(reach)('%s gives 200 for %j and 403 for the rest by id', async (depth, names) => {
    const { service } = createTree(depth)
    const token = await userToken(ids.bobObject)
    const statuses: number[] = []
    for (let index = 0; index < 5; index += 1) {
      statuses.push((await call(service, { resource: `accounts(${accountId(index)})`, token })).status)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200].fill(403, names.length))
  })

  it('names row, owner and caller in 0x80048306 (recorded answers)', async () => {
    const { service } = createTree('Basic')
    const answer = await call(service, { resource: `accounts(${accountId(1)})`, token: await userToken(ids.bobObject) })
    expect(answer.json).toMatchObject({ error: { code: '0x80048306' } })
    expect(answer.body).toMatch(
      /SecLib::AccessCheckEx failed\. Returned hr = -2147187962, ObjectID: 90000000-bbbb-4000-8000-000000000001, OwnerId: 70000000-aaaa-4000-8000-00000000000a, +OwnerIdType: 8 and CallingUser: 70000000-aaaa-4000-8000-00000000000b\. ObjectTypeCode: 1, objectBusinessUnitId: 40000000-aaaa-4000-8000-00000000000b, AccessRights: ReadAccess/,
    )
    expect(answer.outcome?.reason).toBe('prvReadAccount of the caller has depth Basic, which does not reach this row')
  })

  it('Basic on users reaches the own row only', async () => {
    const { service } = createTree('Basic')
    const token = await userToken(ids.bobObject)
    const answer = await call(service, { resource: 'systemusers?$select=fullname', token })
    expect(answer.json).toMatchObject({ value: [{ fullname: 'bob Example' }] })
    expect((await call(service, { resource: `systemusers(${ids.alice})`, token })).status).toBe(403)
  })

  it('does not matter for rows of the organization', async () => {
    const { service, environment } = createTree('Basic')
    environment.database.exec(`INSERT INTO roleprivileges
      SELECT 'x', '${ids.salesRole}', privilegeid, 1 FROM privilege WHERE name = 'prvReadOrganization'`)
    const resource = `organizations(${ids.organization})?$select=name`
    const answer = await call(service, { resource, token: await userToken(ids.bobObject) })
    expect(answer.json).toMatchObject({ name: 'unqcontoso' })
  })

  it('is the deepest that any role of the caller gives', async () => {
    const { service, environment } = createTree('Basic')
    environment.database.exec(`INSERT INTO systemuserroles VALUES ('x', '${ids.bob}', '${ids.readerRole}')`)
    const answer = await call(service, { resource: 'systemusers/$count', token: await userToken(ids.bobObject) })
    expect(answer.body).toBe('7')
  })
})

describe('a missing privilege', () => {
  it('is 0x80040220 with privilege, id, roles, mode and table (recorded answers)', async () => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { resource: 'accounts', token: await appToken(ids.readerClient) })
    expect(answer.status).toBe(403)
    expect(answer.json).toMatchObject({ error: { code: '0x80040220' } })
    const message = String(answer.body)
    expect(message).toContain(`Principal user (Id=${ids.reader}, type=8, roleCount=1, privilegeCount=2, accessMode=`)
    // The id of prvReadAccount is the same everywhere (Web API functions and actions sample).
    expect(message).toContain(
      'is missing prvReadAccount privilege (Id=886b280c-6396-4d56-a0a3-2c1b0a50ceb0) on OTC=1 for',
    )
    expect(message).toContain("entity 'account'")
    expect(message).toContain(`context.Caller=${ids.reader}`)
    expect(answer.outcome).toMatchObject({
      caller: ids.readerClient,
      reason: 'no role of the caller holds prvReadAccount',
    })
  })

  it.each([
    ['accounts', 'GET', 'prvReadAccount'],
    ['accounts', 'POST', 'prvCreateAccount'],
    ['accounts/$count', 'GET', 'prvReadAccount'],
    [`accounts(${ids.fabrikam})`, 'GET', 'prvReadAccount'],
    ['roles', 'GET', 'prvReadRole'],
    ['businessunits', 'GET', 'prvReadBusinessUnit'],
    ['organizations', 'GET', 'prvReadOrganization'],
  ])('stops %s %s: %3$s', async (resource, method, privilege) => {
    const { service } = createTestEnvironment()
    const token = await appToken(ids.readerClient)
    const answer = await call(service, { resource, method, token, ...(method === 'POST' && { body: { name: 'x' } }) })
    expect(answer.status).toBe(403)
    expect(answer.body).toContain(`is missing ${privilege} privilege`)
  })

  it('to read stops the answer that a create would give, before anything is created', async () => {
    const { service, environment } = createTestEnvironment()
    environment.database.exec(`DELETE FROM roleprivileges WHERE roleid = '${ids.salesRole}' AND privilegeid =
      (SELECT privilegeid FROM privilege WHERE name = 'prvReadAccount')`)
    const request = { method: 'POST', resource: 'accounts', body: { name: 'x' }, token: await userToken(ids.bobObject) }
    const withRow = await call(service, { ...request, headers: { prefer: 'return=representation' } })
    expect(withRow.body).toContain('is missing prvReadAccount privilege')
    const countAccounts = () => environment.database.prepare('SELECT count(*) AS n FROM account').get()?.['n']
    expect(countAccounts()).toBe(3)
    expect((await call(service, request)).status).toBe(204)
    expect(countAccounts()).toBe(4)
  })
})

it('System Administrator may do everything that there is', async () => {
  const { service } = createTestEnvironment()
  const token = await appToken(ids.appClient)
  for (const resource of ['accounts', 'businessunits', 'organizations', 'roles', 'systemusers']) {
    expect((await call(service, { resource, token })).status).toBe(200)
  }
})
