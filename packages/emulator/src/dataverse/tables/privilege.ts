import { id, integer, text } from './columns.ts'
import { derivedId } from './derived-id.ts'
import type { StoredTable, TableDefinition } from './table-definition.ts'

/** What a role can allow, by name: `prvReadAccount`. */
export const privilege: StoredTable = {
  logicalName: 'privilege',
  primaryIdColumn: 'privilegeid',
  uniqueColumns: ['name'],
  columns: [id('privilegeid'), text('name', 100), integer('accessright')],
}

/** Verbs of privileges on rows, with the bit that stands for each (enumeration AccessRights). */
export const accessRights = {
  Read: 1,
  Write: 2,
  Append: 4,
  AppendTo: 16,
  Create: 32,
  Delete: 65_536,
  Share: 262_144,
  Assign: 524_288,
} as const

export type AccessRight = keyof typeof accessRights

/** Ids that are the same in every environment, as the "Web API functions and actions" sample shows them. */
const publishedIds: Readonly<Record<string, string>> = {
  prvReadAccount: '886b280c-6396-4d56-a0a3-2c1b0a50ceb0',
  prvCreateAccount: 'd26fe964-230b-42dd-ad93-5cc879de411e',
}

/** The id of a privilege; ids that are not published follow from the name. */
export function privilegeIdOf(name: string): string {
  return publishedIds[name] ?? derivedId(`privilege ${name}`)
}

export function privilegeName(right: AccessRight, table: TableDefinition): string {
  return `prv${right}${table.privilegeSuffix}`
}

/** The bit of the verb in a privilege's name; 0 where the name has none, as in `prvActOnBehalfOfAnotherUser`. */
export function accessRightOf(name: string): number {
  const verb = /^prv(Read|Write|AppendTo|Append|Create|Delete|Share|Assign)(?=[A-Za-z])/.exec(name)?.[1]
  return accessRights[(verb ?? '') as AccessRight] ?? 0
}

/** All privileges that the emulated tables bring with them. */
export function privilegesOf(tables: readonly TableDefinition[]): readonly string[] {
  const rights = Object.keys(accessRights) as AccessRight[]
  return [
    ...tables.flatMap((table) => rights.map((right) => privilegeName(right, table))),
    'prvActOnBehalfOfAnotherUser',
  ]
}
