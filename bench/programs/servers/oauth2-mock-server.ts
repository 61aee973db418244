// oauth2-mock-server as its README starts it, with a key made on the spot.
import { OAuth2Server } from 'oauth2-mock-server'

const server = new OAuth2Server()
await server.issuer.keys.generate('RS256')
await server.start(0, '127.0.0.1')

const form = {
  grant_type: 'client_credentials',
  client_id: 'bench',
  client_secret: 'sample-secret-of-the-benchmark',
  scope: 'https://org.crm.dynamics.com/.default',
}
console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}/token`, form }))
