import { jsonReply, type OperationContext, type OperationReply } from './operation.ts'

/** `RetrieveVersion`: the version of the platform, not of the Web API. */
export function retrieveVersion({ record, serviceRoot }: OperationContext): OperationReply {
  return jsonReply(200, {
    '@odata.context': `${serviceRoot}/$metadata#Microsoft.Dynamics.CRM.RetrieveVersionResponse`,
    Version: record.version,
  })
}
