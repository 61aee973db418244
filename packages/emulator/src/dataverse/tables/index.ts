import { account } from './account.ts'
import { businessunit } from './businessunit.ts'
import { organization } from './organization.ts'
import { privilege } from './privilege.ts'
import { role, roleprivileges, systemuserroles } from './role.ts'
import { systemuser } from './systemuser.ts'
import type { StoredTable, TableDefinition } from './table-definition.ts'

/** Tables that the Web API serves. */
export const servedTables: readonly TableDefinition[] = [account, businessunit, organization, role, systemuser]

/** All tables of an environment's database. */
export const storedTables: readonly StoredTable[] = [...servedTables, privilege, roleprivileges, systemuserroles]

const byEntitySetName = new Map(servedTables.map((table) => [table.entitySetName, table]))
const byLogicalName = new Map(servedTables.map((table) => [table.logicalName, table]))

/** Names of entity sets are case-sensitive (Troubleshoot Dataverse Web API client errors). */
export function findTableByEntitySet(entitySetName: string): TableDefinition | undefined {
  return byEntitySetName.get(entitySetName)
}

export function findTable(logicalName: string): TableDefinition | undefined {
  return byLogicalName.get(logicalName)
}
