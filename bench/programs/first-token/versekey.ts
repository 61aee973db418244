import { createGetToken } from '../clients/versekey.ts'
import { measureFirstToken } from '../support/first-token.ts'

await measureFirstToken(createGetToken)
