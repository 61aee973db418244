// oidc-provider with its quick-start keys and store, issuing signed access tokens (RFC 9068) for one resource server.
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'
import { listen } from '../support/listen.ts'

const clientId = 'bench'
const clientSecret = 'sample-secret-of-the-benchmark'
const resource = 'https://org.crm.dynamics.com'
const lifetimeSeconds = 3_600

const server = createServer()
const origin = await listen(server)
const provider = new Provider(origin, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  ttl: { ClientCredentials: lifetimeSeconds },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({
        scope: '',
        audience: resource,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
})
server.on('request', provider.callback())

const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, resource }
console.log(JSON.stringify({ url: `${origin}/token`, form }))
