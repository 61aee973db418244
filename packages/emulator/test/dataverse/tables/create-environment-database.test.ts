import { describe, expect, it, onTestFinished } from 'vitest'
import { createEnvironmentDatabase } from '../../../src/dataverse/tables/create-environment-database.ts'
import type { EnvironmentDatabase } from '../../../src/world/environment-database.ts'
import { ids } from '../support/ids.ts'
import { content, record } from '../support/test-environment.ts'

function create(changes: Partial<typeof content> = {}): EnvironmentDatabase {
  const environment = createEnvironmentDatabase(record, { ...content, ...changes })
  onTestFinished(() => environment.close())
  return environment
}

describe('the database of an environment', () => {
  it('knows the privileges of its tables and those that roles name besides', () => {
    const { database } = create()
    const names = database.prepare('SELECT name, accessright FROM privilege ORDER BY name').all()
    // Bits of the enumeration AccessRights (Web API reference).
    expect(names).toContainEqual({ name: 'prvReadAccount', accessright: 1 })
    expect(names).toContainEqual({ name: 'prvWriteUser', accessright: 2 })
    expect(names).toContainEqual({ name: 'prvAppendAccount', accessright: 4 })
    expect(names).toContainEqual({ name: 'prvAppendToAccount', accessright: 16 })
    expect(names).toContainEqual({ name: 'prvCreateAccount', accessright: 32 })
    expect(names).toContainEqual({ name: 'prvDeleteAccount', accessright: 65536 })
    expect(names).toContainEqual({ name: 'prvShareAccount', accessright: 262144 })
    expect(names).toContainEqual({ name: 'prvAssignAccount', accessright: 524288 })
    expect(names).toContainEqual({ name: 'prvReadLead', accessright: 1 })
    expect(names).toContainEqual({ name: 'prvActOnBehalfOfAnotherUser', accessright: 0 })
  })

  it('gives System Administrator all of them, everywhere', () => {
    const { database } = create()
    const sql = `SELECT count(*) AS n, min(privilegedepthmask) AS least FROM roleprivileges WHERE roleid = ?`
    const all = database.prepare('SELECT count(*) AS n FROM privilege').get()?.['n']
    expect(database.prepare(sql).get(ids.administratorRole)).toEqual({ n: all, least: 8 })
  })

  it('keeps ids in lower case, whatever the seed has', () => {
    const [alice] = content.users
    if (alice === undefined) throw new TypeError('no user')
    const { database } = create({
      users: [{ ...alice, systemUserId: alice.systemUserId.toUpperCase(), roleIds: [ids.salesRole.toUpperCase()] }],
      accounts: [{ accountId: ids.fabrikam.toUpperCase(), name: 'x', accountNumber: undefined, ownerId: undefined }],
    })
    const rows = database.prepare('SELECT systemuserid AS id FROM systemuserroles UNION SELECT accountid FROM account')
    expect(rows.all()).toEqual([{ id: ids.alice }, { id: ids.fabrikam }])
  })

  it('is the same in every run', () => {
    const dump = ({ database }: EnvironmentDatabase) =>
      ['privilege', 'roleprivileges', 'systemuserroles', 'systemuser', 'account'].map((table) =>
        database.prepare(`SELECT * FROM "${table}"`).all(),
      )
    expect(dump(create())).toEqual(dump(create()))
  })

  it('does not take two users with one client id', () => {
    const app = content.users.find((user) => user.applicationId !== undefined)
    if (app === undefined) throw new TypeError('no application user')
    const twin = { ...app, systemUserId: ids.nobody, azureActiveDirectoryObjectId: ids.unknownObject }
    expect(() => create({ users: [app, twin] })).toThrow(/UNIQUE constraint failed: systemuser.applicationid/)
  })

  it('can hold nobody but SYSTEM', () => {
    const { database } = create({ roles: [], users: [], accounts: [] })
    expect(database.prepare('SELECT fullname, isdisabled FROM systemuser').all()).toEqual([
      { fullname: 'SYSTEM', isdisabled: 1 },
    ])
  })
})
