/** What one benchmark found. */
export interface Report {
  readonly title: string
  readonly tables: readonly Table[]
  readonly goals: readonly Goal[]
  /** What a reader must know to understand the figures. */
  readonly notes: readonly string[]
}

/** The first column names, the others are figures. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What was to be reached, and what was. */
export interface Goal {
  readonly aim: string
  readonly figure: string
  readonly isMet: boolean
}

/** The verdict on a goal, in one word. */
export function verdictOf(goal: Goal): string {
  return goal.isMet ? 'met' : 'missed'
}
