import { checkReferences } from './parse-seed/check-references.ts'
import { checkShape } from './parse-seed/check-shape.ts'
import { openDocument } from './parse-seed/document.ts'
import { loadCertificates } from './parse-seed/load-certificates.ts'
import type { WorldSeed } from './seed.ts'

/**
 * Reads a seed file: JSON with comments and trailing commas, of the shape of `world.schema.json`, whose references hold.
 * Certificates that it names as files are read too.
 *
 * @param text The whole file.
 * @param fileName Its path: certificate files are relative to its folder, and problems begin with it.
 * @returns Frozen.
 * @throws {SeedError} With every problem of the first stage that has one (syntax, shape, certificates and references).
 */
export function parseSeed(text: string, fileName: string): WorldSeed {
  const document = openDocument(text, fileName)
  const written = checkShape(document)
  const { seed, findings } = loadCertificates(document, written)
  findings.push(...checkReferences(seed))
  if (findings.length > 0) throw document.refusal(findings)
  return trustSeed(structuredClone(seed)) // objects of the parser have no prototype
}

/** Takes a seed as checked from now on, and freezes it so that it stays as it is. */
export function trustSeed(seed: WorldSeed): WorldSeed {
  checkedSeeds.add(deepFreeze(seed))
  return seed
}

const checkedSeeds = new WeakSet<WorldSeed>()

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze)
  return Object.freeze(value)
}

/**
 * Checks a seed that a program has made, as if it stood in a file; one that came from a file is as it was.
 *
 * @throws {SeedError} Lines are those of the seed's JSON text with an indent of two.
 */
export function checkSeed(seed: WorldSeed, name = 'world'): WorldSeed {
  return checkedSeeds.has(seed) ? seed : parseSeed(JSON.stringify(seed, undefined, 2), name)
}
