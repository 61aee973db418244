// What `npm start` does: starts the emulator with its sample world, signs sample clients in to it through
// @versekey/client, prints what happened, and serves until Ctrl-C. `--once` ends after the table; `--port N` chooses
// where to begin looking for free ports.
import { once } from 'node:events'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { parseArgs, styleText } from 'node:util'
import { describeSampleWorld, notEmulatedYet, startEmulator } from '@versekey/emulator'
import { welcome } from 'versekey'
import { table, width } from './report.ts'
import { sampleClients } from './sample-clients.ts'
import { signIn } from './sign-in.ts'

const { once: endsAfterTable, port } = readArguments()
const stateFolder = process.env['VERSEKEY_HOME'] || undefined

await using emulator = await startEmulator({ port, stateFolder })
const { certificatePem = '' } = emulator.certificateAuthority ?? {}
setDefaultCACertificates([...getCACertificates('default'), certificatePem])

if (port !== 0 && new URL(emulator.authority).port !== String(port)) {
  console.log(`Port ${port} is in use, perhaps by another emulator; this one serves at ${emulator.authority}.\n`)
}
console.log(styleText('bold', 'Sign-ins to the sample world "Contoso", through @versekey/client'))
const sample = describeSampleWorld()
const results = []
for (const client of sampleClients(emulator, sample)) results.push(await signIn(client))
console.log(`${table(results)}\n`)
console.log(welcome({ emulator, sample, notEmulatedYet, stateFolder }, { style: styleText, width }))

if (!endsAfterTable) {
  console.log('\nServing. End with Ctrl-C.')
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
}

function readArguments(): { readonly once: boolean; readonly port: number } {
  const options = { once: { type: 'boolean', default: false }, port: { type: 'string', default: '8443' } } as const
  try {
    const { values } = parseArgs({ options })
    if (/^\d{1,5}$/.test(values.port) && Number(values.port) < 65_536) return { ...values, port: Number(values.port) }
    throw new TypeError('--port takes a number from 0 to 65535')
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nUsage: npm start -- [--once] [--port NUMBER]`)
    return process.exit(2)
  }
}
