import { invalidQueryOption, segmentNotFound } from '../errors/url-errors.ts'
import { jsonReply, type OperationContext, type OperationReply } from './operation.ts'
import type { QueryOptions } from './query-options.ts'

/** Members of the enumeration EndpointAccessType; all give the same addresses here. */
const accessTypes = ['Default', 'Internet', 'Intranet']

/**
 * `RetrieveCurrentOrganization(AccessType=…)`.
 *
 * @param parameters Between the parentheses: `AccessType=@p1`, `AccessType='Default'`, or the enumeration's literal.
 * @throws {ODataError} 404 without the parameter, 400 for a value that is none of the enumeration.
 */
export function retrieveCurrentOrganization(
  parameters: string | undefined,
  options: QueryOptions,
  context: OperationContext,
): OperationReply {
  checkAccessType(parameters, options)
  return jsonReply(200, {
    '@odata.context': `${context.serviceRoot}/$metadata#Microsoft.Dynamics.CRM.RetrieveCurrentOrganizationResponse`,
    Detail: organizationDetail(context),
  })
}

function checkAccessType(parameters: string | undefined, options: QueryOptions): void {
  const value = /^\s*AccessType\s*=(.*)$/s.exec(parameters ?? '')?.[1]?.trim()
  // A function is found by its name and the names of its parameters (OData Version 4.0 Part 1 section 11.5.3).
  if (value === undefined)
    throw segmentNotFound('RetrieveCurrentOrganization', {
      reason: 'the parameter AccessType is missing',
      remedy: "Ask for RetrieveCurrentOrganization(AccessType='Default'), for example (the developer of the client)",
    })
  const literal = value.startsWith('@') ? options.get(value) : value
  if (literal === undefined) {
    const reason = 'AccessType names an alias that is not in the query'
    throw invalidQueryOption(`The parameter alias '${value}' is not in the query.`, reason)
  }
  const member = /^(?:Microsoft\.Dynamics\.CRM\.EndpointAccessType)?'([^']*)'$/.exec(literal.trim())?.[1]
  if (!accessTypes.some((known) => known === member)) {
    throw invalidQueryOption(
      `The string '${member ?? literal}' is not a valid enumeration type constant.`,
      `AccessType is not one of ${accessTypes.join(', ')}`,
    )
  }
}

/** As the OrganizationDetail complex type has it; the dictionary is spelled as .NET serializes one. */
function organizationDetail({ record, origin }: OperationContext): object {
  return {
    OrganizationId: record.organizationId.toLowerCase(),
    FriendlyName: record.friendlyName,
    OrganizationVersion: record.version,
    EnvironmentId: record.environmentId,
    // The emulator stands in no data centre.
    DatacenterId: '00000000-0000-0000-0000-000000000000',
    Geo: record.region,
    TenantId: record.tenantId,
    UrlName: record.urlName,
    UniqueName: record.uniqueName,
    // A disabled environment answers nobody.
    State: 'Enabled',
    Endpoints: {
      Count: 3,
      IsReadOnly: false,
      Keys: ['WebApplication', 'OrganizationService', 'OrganizationDataService'],
      Values: [
        `${origin}/`,
        `${origin}/XRMServices/2011/Organization.svc`,
        `${origin}/XRMServices/2011/OrganizationData.svc`,
      ],
    },
  }
}
