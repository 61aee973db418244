// (e) What an installation brings along.
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Benchmark } from './support/bench.ts'
import { formatCount, formatMegabytes } from './support/format.ts'
import { installInto } from './support/installed.ts'

const ours = '@versekey/client'
const mostBytes = 800_000
const mostPackages = 3

interface InstallSize {
  readonly name: string
  readonly bytes: number
  readonly files: number
  readonly packages: number
}

export const installSize: Benchmark = {
  letter: 'e',
  async run({ installed, scratchFolder, progress }) {
    progress('installing in empty folders')
    const tarballs = ['facts', 'client'].map((name) => installed.tarballs.get(name) ?? '')
    const peers = JSON.parse(await readFile('bench/package.json', 'utf8')).dependencies
    const protocol = JSON.parse(await readFile('packages/client/package.json', 'utf8')).dependencies
    const named = (name: string, version: string) => measureInstall(name, [`${name}@${version}`], scratchFolder)
    const own = await measureInstall(ours, tarballs, scratchFolder)
    const sizes = [
      { ...(await named('oauth4webapi', protocol['oauth4webapi'])), name: 'limit: oauth4webapi' },
      own,
      await named('@azure/msal-node', peers['@azure/msal-node']),
      await named('@azure/identity', peers['@azure/identity']),
    ]
    return {
      title: '(e) What an installation brings along',
      tables: [
        {
          columns: ['', 'size', 'files', 'packages'],
          rows: sizes.map(({ name, bytes, files, packages }) => [
            name,
            formatMegabytes(bytes),
            formatCount(files),
            formatCount(packages),
          ]),
        },
      ],
      goals: [
        { aim: '≤ 0.8 MB', figure: formatMegabytes(own.bytes), isMet: own.bytes <= mostBytes },
        { aim: `≤ ${mostPackages} packages`, figure: String(own.packages), isMet: own.packages <= mostPackages },
      ],
      notes: [
        'Sum of file sizes in node_modules after npm install in an empty folder; the limit is the wire protocol alone.',
      ],
    }
  },
}

async function measureInstall(name: string, packages: readonly string[], scratchFolder: string): Promise<InstallSize> {
  const folder = join(scratchFolder, 'install-size', name)
  await mkdir(folder, { recursive: true })
  await installInto(folder, packages)
  const modules = join(folder, 'node_modules')
  const lock = JSON.parse(await readFile(join(modules, '.package-lock.json'), 'utf8'))
  const files = await listFiles(modules)
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size))
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return { name, bytes, files: files.length, packages: Object.keys(lock.packages).length }
}

/** The packages' own files: not npm's list of them, nor its links to their commands. */
async function listFiles(modules: string): Promise<string[]> {
  const entries = await readdir(modules, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && entry.name !== '.package-lock.json')
    .map((entry) => join(entry.parentPath, entry.name))
}
