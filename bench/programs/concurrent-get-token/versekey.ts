import { createGetToken } from '../clients/versekey.ts'
import { measureConcurrentCallers } from '../support/concurrent-callers.ts'

await measureConcurrentCallers(createGetToken)
