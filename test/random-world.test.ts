import { clientSecret, connect, type DataverseError } from '@versekey/client'
import { type Emulator, startEmulator } from '@versekey/emulator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sampleClients } from '../examples/first-light/sample-clients.ts'
import { type SignInResult, signIn } from '../examples/first-light/sign-in.ts'
import { randomWorld } from '../packages/emulator/test/support/random-world.ts'

// Every id, secret and password below is drawn anew in each run, so no answer can have been written down beforehand.
const { seed, sample } = randomWorld()
let emulator: Emulator
let results: ReadonlyMap<string, SignInResult>

beforeAll(async () => {
  emulator = await startEmulator({ seed })
  const all = []
  for (const client of sampleClients(emulator, sample)) all.push(await signIn(client))
  results = new Map(all.map((result) => [result.title, result]))
})
afterAll(() => emulator.close())

it.each([
  ['secret → token → WhoAmI', () => sample.applications['Nightly Integration'].clientId],
  ['certificate → token → WhoAmI', () => sample.applications['Warehouse Sync'].clientId],
  ['user name and password → WhoAmI', () => sample.users.alice.userPrincipalName],
])('%s signs in as the user of that very caller', (title, caller) => {
  const userId = sample.environments.Contoso.findSystemUserId(caller())
  expect(userId).toBeDefined()
  expect(results.get(title)).toEqual({ title, signedIn: true, userId })
})

// Sources: Microsoft Entra authentication and authorization error codes; Dataverse Web API service error codes.
it.each([
  ['wrong secret', 401, 'AADSTS7000215'],
  ['expired secret', 401, 'AADSTS7000222'],
  ['unknown application', 400, 'AADSTS700016'],
  ['no application user', 403, '0x80072560'],
  ['application user without a role', 403, '0x80042f09'],
  ['application user disabled', 403, '0x80040225'],
  ['wrong password', 400, 'AADSTS50126'],
  ['multifactor authentication required', 400, 'AADSTS50076'],
])('%s is refused with %i %s, and with cause, remedy and who can do it', (title, status, code) => {
  const result = results.get(title)
  if (result === undefined || result.signedIn) throw new Error(`${title} was not refused`)
  expect([result.status, result.why.code]).toEqual([status, code])
  for (const text of [result.why.title, result.why.cause, result.why.remedy, result.why.who]) expect(text).not.toBe('')
})

it('turns success into 0x80042f09 at the next request when the one role is taken away', async () => {
  const { clientId, secret } = sample.applications['Nightly Integration']
  const [environment] = emulator.environments
  const [database] = emulator.world.environments
  if (environment === undefined || database === undefined) throw new TypeError('no environment')
  const connection = await connect({
    environmentUrl: environment.url,
    authorityHost: emulator.authority,
    credential: clientSecret({ clientId, clientSecret: secret }),
  })
  const { userId } = await connection.whoAmI()
  const roles = database.database.prepare('delete from systemuserroles where systemuserid = ?').run(userId)
  expect(roles.changes).toBe(1)
  const refusal = (await connection.whoAmI().catch((error: unknown) => error)) as DataverseError
  expect([refusal.status, refusal.code, refusal.errorCode]).toEqual([403, 'VERSEKEY_DATAVERSE', '0x80042f09'])
})
