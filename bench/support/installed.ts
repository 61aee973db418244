import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { packAll, run } from '../../scripts/pack.ts'

/** The packages as a user has them: packed, installed from the tarballs, with programs that use them, compiled. */
export interface Installed {
  /** Absolute paths of the tarballs by package folder, for example `client`. */
  readonly tarballs: ReadonlyMap<string, string>
  /** Absolute path of the JavaScript file behind the command `versekey`. */
  readonly command: string
  /** Absolute path of a program of `bench/programs`, for example `servers/bare`, as JavaScript. */
  program(name: string): string
}

/** Inside `bench`, so that programs find the peers in `bench/node_modules`. */
const folder = resolve('bench/.installed')
const tarballList = join(folder, 'tarballs.json')

/**
 * Packs and installs all packages, and compiles the programs, since nothing that is measured should strip types as it
 * starts.
 *
 * @param options `reuse` takes the packages that the last run has installed, if it has, and compiles the programs only.
 */
export async function preparePackages(options: { readonly reuse: boolean }): Promise<Installed> {
  if (!options.reuse || !existsSync(tarballList)) await packAndInstall()
  const tarballs = new Map<string, string>(JSON.parse(await readFile(tarballList, 'utf8')))
  compilePrograms()
  return {
    tarballs,
    command: join(folder, 'node_modules/versekey/dist/bin.js'),
    program: (name) => join(folder, 'programs', `${name}.js`),
  }
}

async function packAndInstall(): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  const tarballs = packAll(join(folder, 'tarballs'))
  await installInto(folder, [...tarballs.values()])
  await writeFile(tarballList, JSON.stringify([...tarballs]))
}

/** Installs packages, by tarball or by name and version, in a folder that has none. */
export async function installInto(emptyFolder: string, packages: readonly string[]): Promise<void> {
  await writeFile(join(emptyFolder, 'package.json'), '{ "private": true, "type": "module" }\n')
  const options = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline']
  run('npm', ['install', ...options, ...packages], emptyFolder)
}

function compilePrograms(): void {
  run('tsc', ['-p', 'bench/programs', '--noCheck'])
}
