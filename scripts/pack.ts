import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Packages that are published, each after those it stands on. */
export const publishedPackages: readonly string[] = ['facts', 'client', 'emulator', 'cli']

/**
 * Builds every package and packs it as npm would publish it.
 *
 * @returns Absolute paths of the tarballs, by folder name.
 */
export function packAll(destination: string): ReadonlyMap<string, string> {
  mkdirSync(destination, { recursive: true })
  run('npm', ['run', '--silent', 'build'])
  return new Map(publishedPackages.map((name) => [name, pack(name, resolve(destination))]))
}

function pack(name: string, destination: string): string {
  const output = run(
    'npm',
    ['pack', '--json', '--loglevel=error', '--pack-destination', destination],
    join('packages', name),
  )
  // npm 11 prints an array; lifecycle scripts may print before it.
  const [{ filename }] = JSON.parse(output.slice(output.indexOf('[')))
  return join(destination, filename)
}

/** Runs a program to its end and gives what it printed; @throws {Error} with its output when it fails. */
export function run(command: string, args: readonly string[], cwd = '.', env: NodeJS.ProcessEnv = process.env): string {
  const shell = process.platform === 'win32'
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8', shell })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`)
  return stdout
}
