// What `npm start` does: starts the emulator with its sample world, signs sample clients in to it through
// @versekey/client, prints what happened, and serves until Ctrl-C. `--once` ends after the table; `--port N` chooses
// where to begin looking for free ports.
import { once } from 'node:events'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { parseArgs } from 'node:util'
import { describeSampleWorld, startEmulator } from '@versekey/emulator'
import { howToUse } from './how-to-use.ts'
import { heading, table } from './report.ts'
import { sampleClients } from './sample-clients.ts'
import { signIn } from './sign-in.ts'

const { values } = parseArgs({
  options: { once: { type: 'boolean', default: false }, port: { type: 'string', default: '8443' } },
})

await using emulator = await startEmulator({ port: Number(values.port) })
const certificate = emulator.certificateAuthority?.certificatePem ?? ''
setDefaultCACertificates([...getCACertificates('default'), certificate])

console.log(heading('Sign-ins to the sample world "Contoso", through @versekey/client'))
const world = describeSampleWorld()
const results = []
for (const client of sampleClients(emulator, world)) results.push(await signIn(client))
console.log(table(results))
console.log(howToUse(emulator, world))

if (!values.once) {
  console.log(heading('Serving. End with Ctrl-C.'))
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
}
