import { createGetToken } from '../clients/azure-identity.ts'
import { measureFirstToken } from '../support/first-token.ts'

await measureFirstToken(createGetToken)
