import { auditColumns, id, lookup, text, yesNo } from './columns.ts'
import type { TableDefinition } from './table-definition.ts'

/** A node of the tree that depths of privileges are measured in; the root has no parent. */
export const businessunit: TableDefinition = {
  logicalName: 'businessunit',
  displayName: 'Business Unit',
  entitySetName: 'businessunits',
  objectTypeCode: 10,
  primaryIdColumn: 'businessunitid',
  primaryNameColumn: 'name',
  privilegeSuffix: 'BusinessUnit',
  ownership: { businessUnitColumn: 'businessunitid' },
  supportsCreate: false,
  indexes: ['parentbusinessunitid'],
  columns: [
    id('businessunitid'),
    text('name', 160),
    lookup('parentbusinessunitid', 'businessunit'),
    yesNo('isdisabled', ['Enabled', 'Disabled']),
    lookup('organizationid', 'organization'),
    ...auditColumns,
  ],
}
