/** What a column holds; it decides how a value is stored, read from JSON and written to it. */
export type ColumnType =
  | 'uniqueidentifier'
  | 'string'
  | 'memo'
  | 'integer'
  | 'bigint'
  | 'boolean'
  | 'choice'
  | 'datetime'
  | 'lookup'

/** A column of a table (Microsoft Dataverse: column definitions). */
export interface ColumnDefinition {
  readonly logicalName: string
  readonly type: ColumnType
  /** A create request may set it; what is not creatable is passed over in silence, as the real service does. */
  readonly creatable: boolean
  /** In characters; strings and memos only. */
  readonly maxLength?: number
  /** By value; choices, and booleans with 0 and 1. */
  readonly labels?: Readonly<Record<number, string>>
  /** Logical name of the table that a lookup points to. */
  readonly target?: string
}

/** Which columns tell whose a row is; a table with neither belongs to the organization as a whole. */
export interface Ownership {
  /** Holds a `systemuserid`. */
  readonly ownerColumn?: string
  readonly businessUnitColumn?: string
}

/** What the database needs to know of a table. */
export interface StoredTable {
  readonly logicalName: string
  readonly primaryIdColumn: string
  readonly columns: readonly ColumnDefinition[]
  /** Columns that rows are looked up by. */
  readonly indexes?: readonly string[]
  /** Columns whose values are unique where they are not null. */
  readonly uniqueColumns?: readonly string[]
  /** What a column holds in a new row that says nothing of it; null where nothing stands here. */
  readonly defaults?: Readonly<Record<string, number>>
}

/** A table that the Web API serves. */
export interface TableDefinition extends StoredTable {
  readonly displayName: string
  /** Plural, case-sensitive: the first segment of a URL. */
  readonly entitySetName: string
  /** Entity type code, `OTC` in messages. */
  readonly objectTypeCode: number
  readonly primaryNameColumn: string
  /** What follows the verb in the names of its privileges: `User` for `prvReadUser`. */
  readonly privilegeSuffix: string
  readonly ownership: Ownership
  /** The emulator answers POST on the entity set. */
  readonly supportsCreate: boolean
}

/** Name of the property that stands for a column in JSON: lookups read as `_ownerid_value`. */
export function propertyName(column: ColumnDefinition): string {
  return column.type === 'lookup' ? `_${column.logicalName}_value` : column.logicalName
}
