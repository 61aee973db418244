// What `npm run build` does: compiles every package to its `dist`, and copies beside the code what is not code.
import { spawnSync } from 'node:child_process'
import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

const packages = ['facts', 'client', 'emulator', 'cli']

for (const name of packages) await rm(`packages/${name}/dist`, { recursive: true, force: true })
const { status } = spawnSync('tsc', ['-b', 'tsconfig.build.json'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
if (status !== 0) process.exit(status ?? 1)
for (const name of packages) await copyAssets(join('packages', name))

async function copyAssets(folder: string): Promise<void> {
  const files = await readdir(join(folder, 'src'), { recursive: true, withFileTypes: true })
  for (const file of files) {
    if (!file.isFile() || file.name.endsWith('.ts')) continue
    const source = join(file.parentPath, file.name)
    await cp(source, source.replace(join(folder, 'src'), join(folder, 'dist')))
  }
}
