// (e) What an installation brings along.
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BenchContext, Benchmark } from './support/bench.ts'
import { formatCount, formatMegabytes } from './support/format.ts'
import { installInto } from './support/installed.ts'
import type { Report } from './support/report.ts'

const ours = '@versekey/client'
const limit = 'limit: oauth4webapi'
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
  async run(context) {
    context.progress('installing in empty folders')
    return reportOf(await measure(context))
  },
}

async function measure({ installed, scratchFolder }: BenchContext): Promise<readonly InstallSize[]> {
  const peers = await readDependencies('bench')
  const own = await readDependencies('packages/client')
  const tarballs = ['facts', 'client'].map((name) => installed.tarballs.get(name) ?? '')
  const installs: readonly (readonly [name: string, packages: readonly string[]])[] = [
    [limit, [`oauth4webapi@${own['oauth4webapi']}`]],
    [ours, tarballs],
    ...['@azure/msal-node', '@azure/identity'].map((name) => [name, [`${name}@${peers[name]}`]] as const),
  ]
  const sizes = []
  for (const [name, packages] of installs) sizes.push(await measureInstall(name, packages, scratchFolder))
  return sizes
}

async function readDependencies(folder: string): Promise<Readonly<Record<string, string>>> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')).dependencies
}

function reportOf(sizes: readonly InstallSize[]): Report {
  const rows = sizes.map(({ name, bytes, files, packages }) => [
    name,
    formatMegabytes(bytes),
    formatCount(files),
    formatCount(packages),
  ])
  const own = sizes.find(({ name }) => name === ours)
  if (own === undefined) throw new RangeError(`${ours} was not measured`)
  return {
    title: '(e) What an installation brings along',
    tables: [{ columns: ['', 'size', 'files', 'packages'], rows }],
    goals: [
      { aim: `≤ ${mostBytes / 1e6} MB`, figure: formatMegabytes(own.bytes), isMet: own.bytes <= mostBytes },
      { aim: `≤ ${mostPackages} packages`, figure: String(own.packages), isMet: own.packages <= mostPackages },
    ],
    notes: ['Sum of file sizes after npm install in an empty folder. The limit is the wire protocol alone.'],
  }
}

async function measureInstall(name: string, packages: readonly string[], scratchFolder: string): Promise<InstallSize> {
  const folder = join(scratchFolder, 'install-size', name.replaceAll(/[^a-z0-9-]/g, '-'))
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
