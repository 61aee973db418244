// @azure/msal-node with an application object for each principal, each with a cache of its own.
import { ConfidentialClientApplication } from '@azure/msal-node'
import { answerMeasureCalls } from '../support/measure-calls.ts'
import { serializedMsalCache } from '../support/msal-cache.ts'
import { authorityOf, clientId, clientSecret, scope, tenantIds } from '../support/principals.ts'

const applications = tenantIds.map((tenantId) => {
  const auth = { clientId, clientSecret, authority: authorityOf(tenantId) }
  const application = new ConfidentialClientApplication({ auth })
  application.getTokenCache().deserialize(serializedMsalCache([tenantId]))
  return application
})

const request = { scopes: [scope] }
answerMeasureCalls(applications, (application) => application.acquireTokenByClientCredential(request))
