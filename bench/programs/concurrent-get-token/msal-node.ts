import { createGetToken } from '../clients/msal-node.ts'
import { measureConcurrentCallers } from '../support/concurrent-callers.ts'

await measureConcurrentCallers(createGetToken)
