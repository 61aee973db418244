import {
  type Connection,
  clientCertificate,
  clientSecret,
  connect,
  type TokenCredential,
  usernamePassword,
} from '@versekey/client'
import type { Emulator, SampleWorld } from '@versekey/emulator'
import type { SampleClient } from './sign-in.ts'

/** Every way in, and every way to be refused, that the sample world holds. */
export function sampleClients(emulator: Emulator, world: SampleWorld): readonly SampleClient[] {
  const { applications, users } = world
  const secretOf = ({ clientId, secret }: { clientId: string; secret: string }) =>
    clientSecret({ clientId, clientSecret: secret })
  const nightly = applications['Nightly Integration']
  const warehouse = applications['Warehouse Sync']
  const portal = applications['Reporting Portal']

  const clients: readonly (readonly [title: string, credential: () => TokenCredential])[] = [
    ['secret → token → WhoAmI', () => secretOf(nightly)],
    ['certificate → token → WhoAmI', () => certificateOf(warehouse)],
    ['user name and password → WhoAmI', () => passwordOf(portal, users.alice)],
    ['wrong secret', () => clientSecret({ clientId: nightly.clientId, clientSecret: 'sample-of-a-wrong-secret' })],
    ['expired secret', () => secretOf(applications['Legacy Import'])],
    ['unknown application', () => clientSecret({ clientId: crypto.randomUUID(), clientSecret: nightly.secret })],
    ['no application user', () => secretOf(applications['Unfinished Setup'])],
    ['application user without a role', () => secretOf(applications['Roleless Service'])],
    ['application user disabled', () => secretOf(applications['Retired Service'])],
    ['wrong password', () => passwordOf(portal, { ...users.alice, password: 'sample-of-a-wrong-password' })],
    ['multifactor authentication required', () => passwordOf(portal, users.carol)],
  ]
  return clients.map(([title, credential]) => ({ title, connect: () => connectTo(emulator, credential()) }))
}

/** The tenant is learnt from the environment; the authority is on localhost, so it has to be named. */
function connectTo({ authority, environments }: Emulator, credential: TokenCredential): Promise<Connection> {
  const [environment] = environments
  if (environment === undefined) throw new TypeError('the world has no environment')
  return connect({ environmentUrl: environment.url, authorityHost: authority, credential })
}

function certificateOf({ clientId, certificate, privateKey }: SampleWorld['applications']['Warehouse Sync']) {
  return clientCertificate({ clientId, certificatePem: certificate, privateKeyPem: privateKey })
}

function passwordOf({ clientId }: { clientId: string }, user: { userPrincipalName: string; password: string }) {
  return usernamePassword({ clientId, username: user.userPrincipalName, password: user.password })
}
