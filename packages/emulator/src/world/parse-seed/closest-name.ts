/**
 * The candidate that a misspelt name most likely means: the one with the fewest insertions, deletions and replacements
 * between them (Levenshtein distance), if those are at most a third of the name's length.
 */
export function findClosestName(name: string, candidates: Iterable<string>): string | undefined {
  let closest: string | undefined
  let limit = Math.max(2, Math.floor(name.length / 3))
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

function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[to.length] ?? 0
}
