import { describe, expect, it } from 'vitest'
import { call } from '../support/call.ts'
import { ids } from '../support/ids.ts'
import { createTestEnvironment, record } from '../support/test-environment.ts'
import { appToken, userToken } from '../support/tokens.ts'

describe('the caller', () => {
  it('is the application user with the client id of an app-only token, in any case', async () => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { resource: 'WhoAmI', token: await appToken(ids.appClient.toUpperCase()) })
    expect(answer.json).toMatchObject({ UserId: ids.app })
    expect(answer.outcome).toEqual({ caller: ids.appClient })
  })

  it('is the user with the object id of a delegated token, whatever the client', async () => {
    const { service } = createTestEnvironment()
    const token = await userToken(ids.bobObject.toUpperCase(), { upn: 'bob@contoso.example' })
    const answer = await call(service, { resource: 'WhoAmI', token })
    expect(answer.json).toMatchObject({ UserId: ids.bob })
    expect(answer.outcome).toEqual({ caller: 'bob@contoso.example' })
  })

  it.each([
    'Bearer of bad news',
    'bob@contoso.example\u001b',
    `${'b'.repeat(65)}@contoso.example`,
    5,
    ['bob@x.example'],
  ])('is told by object id where the name is no user principal name: %j', async (upn) => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { resource: 'WhoAmI', token: await userToken(ids.bobObject, { upn }) })
    expect(answer.outcome).toEqual({ caller: ids.bobObject })
  })

  it('is not the application user of the client that a person signed in with', async () => {
    const { service } = createTestEnvironment()
    const token = await userToken(ids.aliceObject, { appid: ids.appClient })
    expect((await call(service, { resource: 'WhoAmI', token })).json).toMatchObject({ UserId: ids.alice })
  })
})

// Codes and texts: "Web service error codes" and recorded answers (powerplatform-build-tools, terraform provider).
describe('a valid token is refused with 403, never 401', () => {
  it('0x80072560 when no application user has its client id', async () => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { resource: 'WhoAmI', token: await appToken(ids.unknownClient) })
    expect(answer.status).toBe(403)
    expect(answer.headers['WWW-Authenticate']).toBeUndefined()
    expect(answer.json).toEqual({
      error: { code: '0x80072560', message: 'The user is not a member of the organization.' },
    })
    expect(answer.outcome).toMatchObject({
      caller: ids.unknownClient,
      code: '0x80072560',
      reason: `no application user has applicationid ${ids.unknownClient}`,
      remedy: expect.stringContaining('Application users'),
    })
  })

  it('0x80072560 when no user has its object id', async () => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { resource: 'WhoAmI', token: await userToken(ids.unknownObject) })
    expect(answer.json).toMatchObject({ error: { code: '0x80072560' } })
    expect(answer.outcome?.reason).toContain(ids.unknownObject)
  })

  it('0x80042f09 when the user has no role, WhoAmI included', async () => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { resource: 'WhoAmI', token: await appToken(ids.rolelessClient) })
    expect(answer.status).toBe(403)
    expect(answer.json).toMatchObject({
      error: {
        code: '0x80042f09',
        message: expect.stringContaining(
          `The user with id ${ids.roleless} has not been assigned any roles. They need a role with the prvReadUser privilege.`,
        ),
      },
    })
  })

  it('0x80040225 when the user is disabled', async () => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { resource: 'WhoAmI', token: await appToken(ids.retiredClient) })
    expect(answer.status).toBe(403)
    expect(answer.json).toMatchObject({
      error: {
        code: '0x80040225',
        message: expect.stringMatching(
          `^The specified user\\(Id = ${ids.retired}\\) is disabled. Consider enabling this user. Additional Details: `,
        ),
      },
    })
  })

  it('0x8004a104 when the environment is disabled', async () => {
    const { service } = createTestEnvironment({ record: { ...record, state: 'Disabled' } })
    const answer = await call(service, { resource: 'WhoAmI', token: await appToken(ids.appClient) })
    expect(answer.status).toBe(403)
    expect(answer.json).toMatchObject({ error: { code: '0x8004a104' } })
  })
})

describe('what changes in the database holds at the next request', () => {
  it.each([
    ['the only role is taken away', `DELETE FROM systemuserroles WHERE systemuserid = '${ids.app}'`, '0x80042f09'],
    ['the user is disabled', `UPDATE systemuser SET isdisabled = 1 WHERE systemuserid = '${ids.app}'`, '0x80040225'],
    ['the user is deleted', `DELETE FROM systemuser WHERE systemuserid = '${ids.app}'`, '0x80072560'],
    ['the environment is disabled', 'UPDATE organization SET isdisabled = 1', '0x8004a104'],
  ])('%s', async (_, sql, code) => {
    const { service, environment } = createTestEnvironment()
    const token = await appToken(ids.appClient)
    expect((await call(service, { resource: 'WhoAmI', token })).status).toBe(200)
    environment.database.exec(sql)
    expect((await call(service, { resource: 'WhoAmI', token })).json).toMatchObject({ error: { code } })
  })
})
