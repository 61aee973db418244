import { jsonReply, type OperationContext, type OperationReply } from './operation.ts'

/** `WhoAmI`: clients read the ids by name, people in this order (WhoAmI function). */
export function whoAmI({ caller, record, serviceRoot }: OperationContext): OperationReply {
  return jsonReply(200, {
    '@odata.context': `${serviceRoot}/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
    BusinessUnitId: caller.businessUnitId,
    UserId: caller.systemUserId,
    OrganizationId: record.organizationId.toLowerCase(),
  })
}
