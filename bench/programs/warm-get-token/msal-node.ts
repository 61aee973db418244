// @azure/msal-node as a service for many tenants uses it: one application, the tenant in the authority of each request.
// The public cloud's metadata are built in, so that nothing is asked for on the network.
import { ConfidentialClientApplication } from '@azure/msal-node'
import { answerMeasureCalls } from '../support/measure-calls.ts'
import { serializedMsalCache } from '../support/msal-cache.ts'
import { authorityOf, clientId, clientSecret, scope, tenantIds } from '../support/principals.ts'

const application = new ConfidentialClientApplication({ auth: { clientId, clientSecret } })
application.getTokenCache().deserialize(serializedMsalCache(tenantIds))

const requests = tenantIds.map((tenantId) => ({ scopes: [scope], authority: authorityOf(tenantId) }))
answerMeasureCalls(requests, (request) => application.acquireTokenByClientCredential(request))
