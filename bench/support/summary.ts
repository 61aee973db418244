/** The middle of some measurements and how far they spread. */
export interface Summary {
  readonly median: number
  readonly lowerQuartile: number
  readonly upperQuartile: number
}

/** @throws {RangeError} When there is nothing to summarise. */
export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b)
  return { median: quantile(sorted, 0.5), lowerQuartile: quantile(sorted, 0.25), upperQuartile: quantile(sorted, 0.75) }
}

/**
 * How many times `values` are `others`, round by round: both of a round were measured within a second or two of each
 * other, so a machine that is slower for a while is slower for both.
 */
export function summarizeRatio(values: readonly number[], others: readonly number[]): Summary {
  return summarize(values.map((value, round) => value / valueAt(others, round)))
}

/** Linear between the two nearest measurements. */
function quantile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share
  const below = valueAt(sorted, Math.floor(position))
  const above = valueAt(sorted, Math.ceil(position))
  return below + (above - below) * (position % 1)
}

function valueAt(values: readonly number[], index: number): number {
  const value = values[index]
  if (value === undefined) throw new RangeError(`there is no measurement number ${index + 1}`)
  return value
}
