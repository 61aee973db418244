import { ODataError, type ODataErrorDetails } from '../errors/odata-error.ts'
import type { TableDefinition } from '../tables/table-definition.ts'

/**
 * A body that does not fit the table. The sentence that helps stands behind `InnerException`, as in recorded answers;
 * the stack trace that follows there is left out.
 *
 * @param inner May repeat what stands in the body; the reason may not, since the journal keeps it.
 */
export function payloadError(
  table: TableDefinition,
  inner: string,
  details: { readonly reason: string } & Pick<ODataErrorDetails, 'remedy'>,
): ODataError {
  return new ODataError('0x80048d19', { ...details, values: { table: table.entitySetName, reason: inner } })
}
