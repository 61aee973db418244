import type { ColumnDefinition } from './table-definition.ts'

/** A column that a create request may set. */
export function creatable(column: ColumnDefinition): ColumnDefinition {
  return { ...column, creatable: true }
}

export function id(logicalName: string): ColumnDefinition {
  return { logicalName, type: 'uniqueidentifier', creatable: false }
}

/** @param maxLength In characters. */
export function text(logicalName: string, maxLength: number): ColumnDefinition {
  return { logicalName, type: 'string', creatable: false, maxLength }
}

/** @param maxLength In characters. */
export function memo(logicalName: string, maxLength: number): ColumnDefinition {
  return { logicalName, type: 'memo', creatable: false, maxLength }
}

export function integer(logicalName: string): ColumnDefinition {
  return { logicalName, type: 'integer', creatable: false }
}

/** @param labels For `false`, then for `true`. */
export function yesNo(logicalName: string, [no, yes]: readonly [string, string] = ['No', 'Yes']): ColumnDefinition {
  return { logicalName, type: 'boolean', creatable: false, labels: { 0: no, 1: yes } }
}

export function choice(logicalName: string, labels: Readonly<Record<number, string>>): ColumnDefinition {
  return { logicalName, type: 'choice', creatable: false, labels }
}

export function dateTime(logicalName: string): ColumnDefinition {
  return { logicalName, type: 'datetime', creatable: false }
}

export function lookup(logicalName: string, target: string): ColumnDefinition {
  return { logicalName, type: 'lookup', creatable: false, target }
}

/** Who wrote a row, when, and its version: the same columns in every table. */
export const auditColumns: readonly ColumnDefinition[] = [
  lookup('createdby', 'systemuser'),
  lookup('createdonbehalfby', 'systemuser'),
  dateTime('createdon'),
  lookup('modifiedby', 'systemuser'),
  lookup('modifiedonbehalfby', 'systemuser'),
  dateTime('modifiedon'),
  { logicalName: 'versionnumber', type: 'bigint', creatable: false },
]

/** Whose a row is, in tables that users own. */
export const ownerColumns: readonly ColumnDefinition[] = [
  lookup('ownerid', 'systemuser'),
  lookup('owningbusinessunit', 'businessunit'),
  lookup('owninguser', 'systemuser'),
]
