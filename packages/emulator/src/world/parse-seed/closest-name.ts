/** The candidate that a misspelt name most likely means: the nearest one, if at most a third and three letters of the name are wrong. */
export function findClosestName(name: string, candidates: Iterable<string>): string | undefined {
  let closest: string | undefined
  let limit = Math.min(3, Math.floor(name.length / 3))
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > limit) continue
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance > limit || (distance === limit && closest !== undefined)) continue
    closest = candidate
    limit = distance
  }
  return closest
}

/** `; did you mean "…"?`, or nothing when no candidate comes near. */
export function suggest(name: string, candidates: Iterable<string>): string {
  const closest = findClosestName(name, candidates)
  return closest === undefined ? '' : `; did you mean "${closest}"?`
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment distance). */
function editDistance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 1; row <= from.length; row++) {
    const distances = [row]
    rows.push(distances)
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1]
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      distances.push(
        Math.min(
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
  }
  return at(from.length, to.length)
}
