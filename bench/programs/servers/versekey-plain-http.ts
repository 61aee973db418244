// The emulator without TLS, like the servers it is compared with.
import { startEmulator } from '@versekey/emulator'
import { tokenRequestOf } from '../../support/sign-in-target.ts'
import { sampleTarget } from './sample-world.ts'

const emulator = await startEmulator({ insecurePlainHttp: true })
console.log(JSON.stringify(tokenRequestOf(sampleTarget(emulator))))
