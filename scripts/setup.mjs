// Brings node_modules up to date before `npm start`, `npm test` and the like: `node scripts/setup.mjs [FOLDER …]`.
// Plain JavaScript with nothing but node: imports, because it runs under whatever Node.js is installed, before
// anything else exists. A second run finds nothing to do and asks no registry.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folders = process.argv.slice(2)

for (const folder of folders.length > 0 ? folders : ['.']) install(join(root, folder))

/** Runs `npm ci` in `folder` when its lock file is newer than what is installed. */
function install(folder) {
  if (modifiedAt(join(folder, 'node_modules/.package-lock.json')) > modifiedAt(join(folder, 'package-lock.json')))
    return
  const npm = process.env.npm_execpath
  const command = npm && existsSync(npm) ? [process.execPath, npm] : ['npm']
  // --loglevel=error also hides the notes on `engines` that Node 20 draws: the scripts themselves run on the pinned Node.
  const args = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...(folder === join(root, '.') ? [] : ['--no-workspaces']),
  ]
  const { status } = spawnSync(command[0], [...command.slice(1), ...args], {
    cwd: folder,
    stdio: 'inherit',
    shell: command.length === 1 && process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}

function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -1
}
