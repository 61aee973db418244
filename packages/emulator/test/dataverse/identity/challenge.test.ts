import { describe, expect, it } from 'vitest'
import { call } from '../support/call.ts'
import { ids } from '../support/ids.ts'
import { createTestEnvironment } from '../support/test-environment.ts'

// Recorded by MSAL.NET issue 3112; the order and the missing quotes are what ServiceClient and dataverse-auth parse.
const challenge = `Bearer authorization_uri=https://localhost:8443/${ids.tenant}/oauth2/authorize, resource_id=https://localhost:8444/`

describe('the 401 challenge', () => {
  it.each([
    '/api/data',
    '/api/data/',
    '/api/data/v9.2',
    '/api/data/v9.2/',
    '/api/data/v9.2/WhoAmI',
    '/api/data/v9.2/nothing(here)/at%zzall',
    '/api/data/version',
    '/API/Data/V9.2/accounts',
    '/XRMServices/2011/Organization.svc/web?SDKClientVersion=9.2.49.11',
    '/xrmservices/2011/organization.svc/web',
  ])('answers a request without a token to %s', async (target) => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { target })
    expect(answer.status).toBe(401)
    expect(answer.headers['WWW-Authenticate']).toBe(challenge)
    expect(answer.headers['Content-Type']).toBe('text/html')
    expect(answer.body).toBe('HTTP Error 401 - Unauthorized: Access is denied')
  })

  it.each(['GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS'])('answers %s alike', async (method) => {
    const { service } = createTestEnvironment()
    const answer = await call(service, { method, resource: 'accounts' })
    expect(answer.status).toBe(401)
    expect(answer.headers['WWW-Authenticate']).toBe(challenge)
  })

  it('can be cut apart by what dataverse-auth does: split at = and at the comma', async () => {
    const { service } = createTestEnvironment()
    const header = String((await call(service, { target: '/api/data' })).headers['WWW-Authenticate'])
    expect(header.split('=')[1]?.split(',')[0]).toBe(`https://localhost:8443/${ids.tenant}/oauth2/authorize`)
  })

  it('asks for the address that the environment has now', async () => {
    let port = 1
    const { service } = createTestEnvironment({ origin: () => `https://localhost:${port}` })
    port = 9000
    const answer = await call(service, { target: '/api/data' })
    expect(answer.headers['WWW-Authenticate']).toMatch(/, resource_id=https:\/\/localhost:9000\/$/)
  })

  it('is not given elsewhere: there is nothing to sign in to', async () => {
    const { service } = createTestEnvironment()
    for (const target of ['/', '/favicon.ico', '/api', '/api/database/v9.2/', '/XRMServices/2011/Discovery.svc', '']) {
      const answer = await call(service, { target })
      expect(answer.status).toBe(404)
      expect(answer.json).toMatchObject({ error: { message: expect.stringContaining('/api/data/v9.2/') } })
    }
  })

  it('tells the journal what was missing and what to do', async () => {
    const { service } = createTestEnvironment()
    expect((await call(service, { resource: 'WhoAmI' })).outcome).toEqual({
      code: '0x80044300',
      reason: 'there is no token: the answer names the authority to get one from',
      remedy: 'Send Authorization: Bearer <access token>, with a token from the authority that the challenge names',
    })
  })
})
