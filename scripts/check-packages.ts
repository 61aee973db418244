// What `npm run check:packages` does: packs every published package, installs the tarballs in an empty folder and uses
// them there as their users would; with `--types-wrong` it also runs are-the-types-wrong.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { packAll, publishedPackages, run } from './pack.ts'

/** The oldest Node.js that `@versekey/client` runs on, and the one that all packages run on. */
const oldestNode = '22.23.3'
const consumerFiles = 'scripts/check-packages'

const folder = await mkdtemp(join(tmpdir(), 'versekey-packages-'))
try {
  const tarballs = packAll(join(folder, 'tarballs'))
  run('git', ['diff', '--exit-code', '--stat', '--', 'packages/*/package.json'])
  const consumer = await install([...tarballs.values()])
  for (const name of publishedPackages) await lint(name, consumer)
  typeCheck(consumer)
  await useInstalled(consumer)
  if (process.argv.includes('--types-wrong')) areTheTypesWrong([...tarballs.values()])
  process.stdout.write('packages: packed, installed in an empty folder and used\n')
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function install(tarballs: readonly string[]): Promise<string> {
  const consumer = join(folder, 'consumer')
  await mkdir(consumer)
  await writeFile(join(consumer, 'package.json'), '{ "private": true, "type": "module" }\n')
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...tarballs], consumer)
  await cp(consumerFiles, consumer, { recursive: true })
  return consumer
}

async function lint(name: string, consumer: string): Promise<void> {
  const pkgDir = join(consumer, 'node_modules', name === 'cli' ? 'versekey' : `@versekey/${name}`)
  const { messages, pkg } = await publint({ pkgDir, strict: true, pack: false })
  if (messages.length === 0) return
  throw new Error(`publint, ${name}:\n${messages.map((message) => formatMessage(message, pkg)).join('\n')}`)
}

/** A consumer's program compiles against the declarations, with library checks on. */
function typeCheck(consumer: string): void {
  const options = [
    '--ignoreConfig',
    '--strict',
    '--noEmit',
    '--module',
    'nodenext',
    '--target',
    'es2024',
    '--types',
    'node',
  ]
  const typeRoots = ['--typeRoots', join(process.cwd(), 'node_modules/@types')]
  run('tsc', [...options, ...typeRoots, '--lib', 'es2024,esnext.disposable,dom', join(consumer, 'sign-in.ts')])
  process.stdout.write('packages: a consumer compiles against the declarations\n')
}

/** Serves with the installed command on this Node.js, and signs in with the installed client on both. */
async function useInstalled(consumer: string): Promise<void> {
  const env = { ...process.env, VERSEKEY_HOME: join(folder, 'state') }
  const command = join(consumer, 'node_modules/versekey/dist/bin.js')
  const emulator = spawn(process.execPath, [command, 'emulate', '--json', '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [firstLine] = await once(createInterface(emulator.stdout), 'line')
    run('tsc', [
      '--ignoreConfig',
      '--outDir',
      consumer,
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--noCheck',
      join(consumer, 'sign-in.ts'),
    ])
    for (const node of [process.execPath, await installNode(oldestNode)]) {
      const trust = { ...env, NODE_EXTRA_CA_CERTS: join(folder, 'state/localhost-ca.pem') }
      const output = run(node, [join(consumer, 'sign-in.js'), firstLine], consumer, trust)
      process.stdout.write(`packages: ${output.trim()}\n`)
    }
  } finally {
    emulator.kill('SIGTERM')
  }
}

/** Node.js comes as an npm package whose install script, allowed here by name, puts the program in place. */
async function installNode(version: string): Promise<string> {
  const home = join(folder, `node-${version}`)
  await mkdir(home)
  await writeFile(join(home, 'package.json'), '{ "private": true, "allowScripts": { "node": true } }\n')
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `node@${version}`], home)
  return join(home, 'node_modules/node/bin/node')
}

function areTheTypesWrong(tarballs: readonly string[]): void {
  for (const tarball of tarballs) {
    const program = ['exec', '--yes', '--loglevel=error', '--package=@arethetypeswrong/cli@0.18.5', '--', 'attw']
    run('npm', [...program, '--profile', 'esm-only', '--format', 'ascii', tarball], folder)
  }
  process.stdout.write('packages: are-the-types-wrong found nothing\n')
}
