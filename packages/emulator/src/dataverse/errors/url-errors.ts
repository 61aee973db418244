import { ODataError, type ODataErrorDetails } from './odata-error.ts'

/** Answers of the OData layer to a URL it cannot follow. */

/** What the journal learns: the message repeats text of the URL, so it will not do. */
type JournalDetails = Required<Pick<ODataErrorDetails, 'reason' | 'remedy'>>

export function segmentNotFound(segment: string, details: JournalDetails): ODataError {
  return new ODataError('0x80060888', { ...details, status: 404, values: { segment } })
}

/** For example a key that is not a GUID, or a percent sign that encodes nothing. */
export function badQuerySyntax(reason: string): ODataError {
  return new ODataError('0x80060888', { status: 400, message: 'Bad Request - Error in query syntax.', reason })
}

/** @param columns What the emulator holds of the table: of a real one's columns it has only some. */
export function propertyNotFound(name: string, table: string, columns: readonly string[]): ODataError {
  return new ODataError('0x80060888', {
    status: 400,
    message: `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${table}'.`,
    reason: `$select names a property that ${table} does not have`,
    remedy: `Names are case-sensitive. The emulator has these columns of ${table}: ${columns.join(', ')} (the developer of the client)`,
  })
}

export function invalidQueryOption(message: string, reason: string): ODataError {
  return new ODataError('0x80060888', { status: 400, message, reason })
}

/** A method that the resource does not have (Compose HTTP requests and handle errors: 405). */
export function methodNotAllowed(method: string): ODataError {
  return new ODataError('0x0', {
    status: 405,
    message: `The requested resource does not support http method '${method}'.`,
    reason: 'the resource does not take this method',
  })
}
