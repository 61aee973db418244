import { notEmulated } from '../errors/not-emulated.ts'
import { ODataError } from '../errors/odata-error.ts'
import { methodNotAllowed } from '../errors/url-errors.ts'
import { callFunction } from './call-function.ts'
import { countEntities } from './count.ts'
import { create } from './create.ts'
import type { Operation, OperationContext, OperationReply } from './operation.ts'
import { parseResourcePath, type Resource } from './resource-path.ts'
import { retrieve } from './retrieve.ts'
import { retrieveMultiple } from './retrieve-multiple.ts'
import { serviceDocument } from './service-document.ts'

/**
 * Runs one operation as its caller. A request is one of them; a batch will be many.
 *
 * @throws {ODataError}
 */
export function executeOperation(operation: Operation, context: OperationContext): OperationReply {
  const resource = parseResourcePath(operation.path)
  // A HEAD is answered like a GET; who asked for it leaves the body out.
  if (operation.method === 'GET' || operation.method === 'HEAD') return read(resource, operation, context)
  if (operation.method === 'POST' && resource.kind === 'entitySet') return create(resource.table, operation, context)
  throw wrongMethod(resource, operation, context)
}

function read(resource: Resource, operation: Operation, context: OperationContext): OperationReply {
  switch (resource.kind) {
    case 'serviceDocument':
      return serviceDocument(operation, context)
    case 'function':
      return callFunction(resource.name, resource.parameters, operation, context)
    case 'entitySet':
      return retrieveMultiple(resource.table, operation, context)
    case 'entityCount':
      return countEntities(resource.table, operation, context)
    case 'entity':
      return retrieve(resource.table, resource.rowId, operation, context)
  }
}

function wrongMethod(resource: Resource, { method, path }: Operation, { serviceRoot }: OperationContext): ODataError {
  if (resource.kind === 'entity' && (method === 'PATCH' || method === 'DELETE' || method === 'PUT')) {
    return notEmulated(`${method} on a row`)
  }
  if (resource.kind !== 'function') return methodNotAllowed(method)
  // Functions are found by method and name together (Troubleshoot Dataverse Web API client errors).
  return new ODataError('', {
    status: 404,
    message: `No HTTP resource was found that matches the request URI '${serviceRoot}/${path}'.`,
    reason: `${resource.name} is a function and does not take ${method}`,
    remedy: 'Functions are called with GET (the developer of the client)',
  })
}
