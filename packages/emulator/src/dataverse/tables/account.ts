import { auditColumns, choice, creatable, id, integer, lookup, memo, ownerColumns, text, yesNo } from './columns.ts'
import type { TableDefinition } from './table-definition.ts'

/** A customer organisation; lengths as in "Account table reference (Microsoft Dataverse)". */
export const account: TableDefinition = {
  logicalName: 'account',
  displayName: 'Account',
  entitySetName: 'accounts',
  objectTypeCode: 1,
  primaryIdColumn: 'accountid',
  primaryNameColumn: 'name',
  privilegeSuffix: 'Account',
  ownership: { ownerColumn: 'ownerid', businessUnitColumn: 'owningbusinessunit' },
  supportsCreate: true,
  indexes: ['ownerid'],
  defaults: { creditonhold: 0, statecode: 0, statuscode: 1 },
  columns: [
    creatable(id('accountid')),
    creatable(text('name', 160)),
    creatable(text('accountnumber', 20)),
    creatable(memo('description', 2000)),
    creatable(text('emailaddress1', 100)),
    creatable(text('telephone1', 50)),
    creatable(text('websiteurl', 200)),
    creatable(text('address1_line1', 250)),
    creatable(text('address1_city', 80)),
    creatable(text('address1_postalcode', 20)),
    creatable(text('address1_country', 80)),
    creatable(integer('numberofemployees')),
    creatable(yesNo('creditonhold')),
    choice('statecode', { 0: 'Active', 1: 'Inactive' }),
    choice('statuscode', { 1: 'Active', 2: 'Inactive' }),
    lookup('parentaccountid', 'account'),
    ...ownerColumns,
    ...auditColumns,
  ],
}
