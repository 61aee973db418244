import type { ODataError } from '../errors/odata-error.ts'
import { segmentNotFound } from '../errors/url-errors.ts'
import type { Operation, OperationContext, OperationReply } from './operation.ts'
import { parseQueryOptions } from './query-options.ts'
import type { FunctionName } from './resource-names.ts'
import { retrieveCurrentOrganization } from './retrieve-current-organization.ts'
import { retrieveVersion } from './retrieve-version.ts'
import { whoAmI } from './who-am-i.ts'

/** Answers an unbound function; `WhoAmI` and `WhoAmI()` are the same. */
export function callFunction(
  name: FunctionName,
  parameters: string | undefined,
  operation: Operation,
  context: OperationContext,
): OperationReply {
  const options = parseQueryOptions(operation.query, [])
  if (name === 'RetrieveCurrentOrganization') return retrieveCurrentOrganization(parameters, options, context)
  if ((parameters ?? '').trim() !== '') throw parametersNotTaken(name)
  return name === 'WhoAmI' ? whoAmI(context) : retrieveVersion(context)
}

function parametersNotTaken(name: FunctionName): ODataError {
  return segmentNotFound(name, {
    reason: `${name} does not take parameters`,
    remedy: `Call ${name} with nothing between the parentheses (the developer of the client)`,
  })
}
