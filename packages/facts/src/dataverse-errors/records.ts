import type { DataverseErrorEntry } from './entry.ts'
import { errorCodes as source } from './sources.ts'

/** Rows: missing, duplicate, changed meanwhile. */
export const records: readonly DataverseErrorEntry[] = [
  {
    code: '0x80040217',
    name: 'ObjectDoesNotExist',
    status: 404,
    evidence: 'documented',
    title: 'The row does not exist',
    message: '{table} With Id = {rowId} Does Not Exist',
    cause: 'No row has this id: it was deleted, belongs to another table or to another environment.',
    remedy: 'Check the id and the environment URL. To create the row when it is missing, use PATCH without If-Match.',
    who: 'the developer of the client',
    source,
  },
]
