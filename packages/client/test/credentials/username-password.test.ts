import { describe, expect, it } from 'vitest'
import { usernamePassword } from '../../src/index.ts'
import { clientId, formOf, networkWithAuthority, publicAuthority, scope, secret, tenantId } from '../support/samples.ts'

const person = { clientId, username: 'ada@contoso.onmicrosoft.com', password: 'canary pässword & co = +1' }

describe('usernamePassword', () => {
  it('posts the password grant of a public client (RFC 6749 section 4.3.2)', async () => {
    const network = networkWithAuthority()
    const credential = usernamePassword({ ...person, tenantId, fetch: network.fetch })

    const { token } = await credential.getToken(scope)

    expect(token).toBe('token-1')
    const [request] = network.arrivedAt(publicAuthority)
    expect(request?.path).toBe(`/${tenantId}/oauth2/v2.0/token`)
    expect(formOf(request)).toEqual({
      grant_type: 'password',
      client_id: clientId,
      username: person.username,
      password: person.password,
      scope,
    })
  })

  it('adds the secret of a confidential client', async () => {
    const network = networkWithAuthority()
    const credential = usernamePassword({ ...person, clientSecret: secret, tenantId, fetch: network.fetch })

    await credential.getToken(scope)

    expect(formOf(network.arrived[0])).toMatchObject({ grant_type: 'password', client_secret: secret })
  })

  it('takes "organizations", which finds the tenant by the name of the user', async () => {
    const network = networkWithAuthority()
    await usernamePassword({ ...person, tenantId: 'organizations', fetch: network.fetch }).getToken(scope)
    expect(network.arrived[0]?.path).toBe('/organizations/oauth2/v2.0/token')
  })

  it.each([
    ['common', { ...person, tenantId: 'common' }, 'tenantId'],
    ['consumers', { ...person, tenantId: 'consumers' }, 'tenantId'],
    ['an empty user name', { ...person, tenantId, username: '' }, 'username'],
    ['an empty password', { ...person, tenantId, password: '' }, 'password'],
    ['a password with the line break of its file', { ...person, tenantId, password: 'x\r\n' }, 'password'],
  ])('refuses %s, naming the option', (_, options, option) => {
    expect(() => usernamePassword(options)).toThrow(expect.objectContaining({ name: 'ConfigurationError', option }))
  })
})
