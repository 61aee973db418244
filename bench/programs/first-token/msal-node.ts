import { createGetToken } from '../clients/msal-node.ts'
import { measureFirstToken } from '../support/first-token.ts'

await measureFirstToken(createGetToken)
