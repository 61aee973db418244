// The emulator over TLS, as clients meet it by default, and how often its token endpoint was asked.
import { startEmulator } from '@versekey/emulator'
import { answer } from '../support/answer.ts'
import { sampleTarget } from './sample-world.ts'

let tokenRequests = 0
const emulator = await startEmulator({
  onJournalEntry({ path }) {
    if (path.endsWith('/token')) tokenRequests++
  },
})

answer('takeTokenRequestCount', () => {
  const count = tokenRequests
  tokenRequests = 0
  return count
})
console.log(
  JSON.stringify({
    target: sampleTarget(emulator),
    certificateAuthorityFile: emulator.certificateAuthority?.certificatePath,
  }),
)
