import type { ServiceRequest } from '../../listeners/service.ts'
import { notEmulated } from '../errors/not-emulated.ts'
import { ODataError } from '../errors/odata-error.ts'
import { segmentNotFound } from '../errors/url-errors.ts'
import type { Endpoint } from './endpoint.ts'
import type { Operation } from './operation.ts'

/** A request that can be run: its operation, and the path of the service root it was sent to. */
export interface AddressedOperation {
  readonly operation: Operation
  /** `/api/data/v9.2` */
  readonly rootPath: string
}

/**
 * Checks what concerns a request as a whole, whatever it asks for.
 *
 * @throws {ODataError} 413 for a body over the limit, 501 for SOAP and impersonation, 404 for an unknown version.
 */
export function requestAsOperation(request: ServiceRequest, endpoint: Endpoint): AddressedOperation {
  if (request.bodyTooLarge) {
    throw new ODataError('0x0', {
      status: 413,
      message: 'The request entity is too large.',
      reason: 'the body is larger than the emulator takes',
      remedy: 'Send less at once (the developer of the client)',
    })
  }
  if (endpoint.kind === 'organizationService') throw notEmulated('SOAP')
  const impersonation = ['CallerObjectId', 'MSCRMCallerID'].find(
    (name) => request.headers[name.toLowerCase()] !== undefined,
  )
  // Passed over in silence, the operation would run as somebody else than the client means.
  if (impersonation !== undefined) throw notEmulated(`Impersonation with the header ${impersonation}`)
  if (endpoint.root === undefined) {
    throw segmentNotFound(endpoint.version, {
      reason: 'the path names no version of the Web API that answers',
      remedy: 'The Web API answers at /api/data/v9.0, v9.1 and v9.2 (the developer of the client)',
    })
  }
  const { method, query, headers, body } = request
  return { operation: { method, path: endpoint.path, query, headers, body }, rootPath: endpoint.root }
}
