import type { DataverseErrorEntry } from './entry.ts'
import { errorCodes as source } from './sources.ts'

/** Queries: tables, columns, paging, aggregation. */
export const queries: readonly DataverseErrorEntry[] = [
  {
    code: '0x80041103',
    name: 'QueryBuilderNoAttribute',
    status: 400,
    evidence: 'documented',
    title: 'The query names a column that does not exist',
    message: "'{table}' entity doesn't contain attribute with Name = '{column}'.",
    cause: 'The column is misspelt, belongs to another table, or is not yet published in this environment.',
    remedy: "Look the name up with EntityDefinitions(LogicalName='{table}')/Attributes?$select=LogicalName.",
    who: 'the developer of the client',
    source,
  },
]
