// @azure/identity as a service for many tenants uses it: one credential, the tenant in the options of each call.
import { ClientSecretCredential } from '@azure/identity'
import { cacheFilledByPlugin } from '../support/fill-azure-identity.ts'
import { answerMeasureCalls } from '../support/measure-calls.ts'
import { clientId, clientSecret, scope, tenantIds } from '../support/principals.ts'

const credential = new ClientSecretCredential(tenantIds[0] ?? '', clientId, clientSecret, {
  additionallyAllowedTenants: ['*'],
  ...cacheFilledByPlugin(),
})

const options = tenantIds.map((tenantId) => ({ tenantId }))
answerMeasureCalls(options, (option) => credential.getToken(scope, option))
