// Points a package's manifest at `dist` while it is packed, and back at its sources afterwards:
// `prepack` runs `publish-manifest.ts dist`, `postpack` runs `publish-manifest.ts src`, both in the package's folder.
import { readFile, rename, writeFile } from 'node:fs/promises'

type Target = string | { readonly types: string; readonly default: string }

interface Manifest {
  exports?: Record<string, Target>
  bin?: Record<string, string>
  [field: string]: unknown
}

const manifestPath = 'package.json'
const keptPath = '.package.src.json'

/** `./src/clouds.ts` becomes `./dist/clouds.js` with its declarations; other files move as they are. */
function published(source: string): Target {
  const path = source.replace('./src/', './dist/')
  if (!path.endsWith('.ts')) return path
  return { types: path.replace(/\.ts$/, '.d.ts'), default: path.replace(/\.ts$/, '.js') }
}

function toDist(manifest: Manifest): Manifest {
  const { exports = {}, bin, scripts: _scripts, ...rest } = manifest
  const entries = Object.entries(exports).map(([name, source]) => [name, published(String(source))])
  const programs = Object.entries(bin ?? {}).map(([name, path]) => [
    name,
    path.replace('./src/', './dist/').replace(/\.ts$/, '.js'),
  ])
  return { ...rest, ...(bin && { bin: Object.fromEntries(programs) }), exports: Object.fromEntries(entries) }
}

const [direction] = process.argv.slice(2)
if (direction === 'dist') {
  const text = await readFile(manifestPath, 'utf8')
  await writeFile(keptPath, text)
  await writeFile(manifestPath, `${JSON.stringify(toDist(JSON.parse(text)), null, 2)}\n`)
} else if (direction === 'src') {
  await rename(keptPath, manifestPath)
} else {
  throw new TypeError('usage: publish-manifest.ts dist|src')
}
