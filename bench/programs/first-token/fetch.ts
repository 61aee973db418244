import { createGetToken } from '../clients/fetch.ts'
import { measureFirstToken } from '../support/first-token.ts'

await measureFirstToken(createGetToken)
