import { servedTables } from '../tables/index.ts'
import { jsonReply, type Operation, type OperationContext, type OperationReply } from './operation.ts'
import { parseQueryOptions } from './query-options.ts'

/** The list of entity sets (Web API service documents: service document). */
export function serviceDocument(operation: Operation, { serviceRoot }: OperationContext): OperationReply {
  parseQueryOptions(operation.query, [])
  return jsonReply(200, {
    '@odata.context': `${serviceRoot}/$metadata`,
    value: servedTables.map(({ entitySetName }) => ({ name: entitySetName, kind: 'EntitySet', url: entitySetName })),
  })
}
