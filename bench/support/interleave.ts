/** One of the things that are compared. */
export interface Variant<Sample> {
  readonly name: string
  measure(): Promise<Sample>
}

/**
 * Measures each variant once a round, in turn, so that whatever else the machine does meets all of them alike. Every round
 * begins with another variant.
 *
 * @returns The samples of each variant by its name, one a round.
 */
export async function interleave<Sample>(
  variants: readonly Variant<Sample>[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly Sample[]>> {
  const samples = new Map<string, Sample[]>(variants.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    const first = round % variants.length
    for (const variant of [...variants.slice(first), ...variants.slice(0, first)]) {
      samples.get(variant.name)?.push(await variant.measure())
    }
  }
  return samples
}

/** The samples of one variant. @throws {RangeError} When it was not measured. */
export function samplesOf<Sample>(samples: ReadonlyMap<string, readonly Sample[]>, name: string): readonly Sample[] {
  const found = samples.get(name)
  if (found === undefined) throw new RangeError(`${name} was not measured`)
  return found
}
