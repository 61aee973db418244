/** Field names and array indexes from the root of a seed. */
export type SeedPath = readonly (string | number)[]

/** Something wrong with a seed, before it is known where in the file that is. */
export interface Finding {
  readonly path: SeedPath
  /** Wrong is that the field is there, not what it holds. */
  readonly atField?: boolean
  readonly message: string
  /** What would be right, where the message does not say it. */
  readonly expected?: string
  /** The place that this one contradicts; its line is added to the message. */
  readonly firstAt?: SeedPath
}

/** What is wrong with a credential whose end is not after its start. */
export const neverValid: Omit<Finding, 'path'> = {
  message: 'never valid: it ends before it starts',
  expected: 'startsAt before endsAt',
}
