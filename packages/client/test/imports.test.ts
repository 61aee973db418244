import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const source = join(import.meta.dirname, '..', 'src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

/** Modules that a file loads when it runs; `import type` loads nothing. */
function loadedBy(file: string): string[] {
  const statements =
    /^(?:import|export) (?!type )(?:\{[^}]*\} from |\* from |\w+ from )?'([^']+)'|\bimport\('([^']+)'/gm
  return Array.from(readFileSync(file, 'utf8').matchAll(statements), (match) => match[1] ?? match[2] ?? '')
}

/** All that an entry point loads, its own modules left out. */
function packagesLoadedBy(entry: string): Set<string> {
  const seen = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string) => {
    if (seen.has(file)) return
    seen.add(file)
    for (const name of loadedBy(file)) {
      if (name.startsWith('.')) visit(join(dirname(file), name))
      else packages.add(name)
    }
  }
  visit(join(source, entry))
  return packages
}

describe('the package loads', () => {
  it('little at its root: the wire protocol and the table of clouds', () => {
    expect(packagesLoadedBy('index.ts')).toEqual(new Set(['oauth4webapi', '@versekey/facts/clouds']))
  })

  it('the catalogues only with explain', () => {
    const catalogues = ['@versekey/facts/aadsts', '@versekey/facts/dataverse-errors']
    expect(packagesLoadedBy('explain/index.ts')).toEqual(new Set(catalogues))
  })

  it('nothing that only Node has, and no part of the emulator', () => {
    const texts = files.map((file) => [file, readFileSync(join(source, file), 'utf8')] as const)
    const nodeOnly =
      /['"]node:|@versekey\/emulator|\bBuffer\b|\bsetImmediate\b|\bprocess\.(?:env|nextTick|argv|versions|std)/
    expect(files.length).toBeGreaterThan(40)
    expect(texts.filter(([, text]) => nodeOnly.test(text)).map(([file]) => file)).toEqual([])
  })
})
