import { auditColumns, id, integer, text, yesNo } from './columns.ts'
import type { TableDefinition } from './table-definition.ts'

/** The environment itself: one row. */
export const organization: TableDefinition = {
  logicalName: 'organization',
  displayName: 'Organization',
  entitySetName: 'organizations',
  objectTypeCode: 1019,
  primaryIdColumn: 'organizationid',
  primaryNameColumn: 'name',
  privilegeSuffix: 'Organization',
  ownership: {},
  supportsCreate: false,
  columns: [
    id('organizationid'),
    text('name', 160),
    yesNo('isdisabled', ['Enabled', 'Disabled']),
    integer('languagecode'),
    integer('localeid'),
    ...auditColumns,
  ],
}
