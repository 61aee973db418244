import { createGetToken } from '../clients/azure-identity.ts'
import { measureConcurrentCallers } from '../support/concurrent-callers.ts'

await measureConcurrentCallers(createGetToken)
