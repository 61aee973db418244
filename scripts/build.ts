// What `npm run build` does, package by package: declarations by the compiler, code as few files as there are entry points
// (docs/decisions/bundled-packages.md), and beside them what is not code.
import { spawnSync } from 'node:child_process'
import { cp, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { publishedPackages } from './pack.ts'

for (const name of publishedPackages) await rm(`packages/${name}/dist`, { recursive: true, force: true })
declare()
for (const name of publishedPackages) {
  await bundle(join('packages', name))
  await copyAssets(join('packages', name))
}

function declare(): void {
  const { status } = spawnSync('tsc', ['-b', 'tsconfig.build.json'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}

async function bundle(folder: string): Promise<void> {
  const { exports = {}, bin = {} } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const sources = [...Object.values<string>(exports), ...Object.values<string>(bin)].filter((path) =>
    path.endsWith('.ts'),
  )
  const entries = sources.map((path) => [path.replace('./src/', '').replace(/\.ts$/, ''), join(folder, path)])
  const built = await rolldown({
    input: Object.fromEntries(entries),
    // Whatever is imported by name stays an import.
    external: (id) => !/^[./]/.test(id) && !/^[A-Z]:/i.test(id),
    platform: 'neutral',
  })
  await built.write({ dir: join(folder, 'dist'), format: 'esm', chunkFileNames: '[name]-[hash].js' })
  await built.close()
}

async function copyAssets(folder: string): Promise<void> {
  const files = await readdir(join(folder, 'src'), { recursive: true, withFileTypes: true })
  for (const file of files) {
    if (!file.isFile() || file.name.endsWith('.ts')) continue
    const source = join(file.parentPath, file.name)
    await cp(source, source.replace(join(folder, 'src'), join(folder, 'dist')))
  }
}
