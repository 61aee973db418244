import { it } from 'vitest'
import { call } from './support/call.ts'
import { ids } from './support/ids.ts'
import { createTestEnvironment } from './support/test-environment.ts'
import { appToken, userToken } from './support/tokens.ts'

it('tries', async () => {
  const { service } = createTestEnvironment()
  const token = await appToken(ids.appClient)
  for (const resource of [
    'WhoAmI',
    'WhoAmI()',
    'RetrieveVersion',
    "RetrieveCurrentOrganization(AccessType='Default')",
    '',
    'accounts?$select=name&$count=true&$top=3',
    `accounts(${ids.fabrikam})`,
    'systemusers?$top=2',
    'foo',
    'accounts?$filter=x',
    'accounts?$select=x',
    'accounts/$count',
  ])
    console.log(
      resource,
      await call(service, { token, resource, headers: { prefer: 'odata.include-annotations="*"' } }),
    )
  const bob = await userToken(ids.bobObject)
  console.log(await call(service, { token: bob, resource: 'accounts', headers: { prefer: 'odata.maxpagesize=1' } }))
  console.log(await call(service, { token: bob, resource: `accounts(${ids.fabrikam})` }))
  console.log(await call(service, { token: bob, resource: `roles` }))
  console.log(
    await call(service, {
      token: bob,
      method: 'POST',
      resource: `accounts`,
      body: { name: 'x' },
      headers: { prefer: 'return=representation' },
    }),
  )
  console.log(await call(service, { resource: `accounts`, headers: { origin: 'x' } }))
  const n = 20000
  const t = process.hrtime.bigint()
  for (let i = 0; i < n; i++)
    await service({
      method: 'GET',
      path: '/api/data/v9.2/WhoAmI',
      query: '',
      headers: { authorization: `Bearer ${token}` },
      body: Buffer.alloc(0),
      bodyTooLarge: false,
    })
  console.log('us per WhoAmI', Number(process.hrtime.bigint() - t) / n / 1000)
})
