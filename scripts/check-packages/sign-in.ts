// A program of somebody who installed the packages: signs in to the emulator whose first line of output is given.
import { clientSecret, connect } from '@versekey/client'
import { explain } from '@versekey/client/explain'
import { clouds } from '@versekey/facts/clouds'

const world = JSON.parse(process.argv[2] ?? '')
const environmentUrl: string = world.environments[0].url
const sample = world.publicSample.applications['Nightly Integration']

const connection = await connect({
  environmentUrl,
  authorityHost: world.authority,
  credential: clientSecret({ clientId: sample.clientId, clientSecret: sample.secret }),
})
const { userId } = await connection.whoAmI()
const refused = await connect({
  environmentUrl,
  authorityHost: world.authority,
  credential: clientSecret({ clientId: sample.clientId, clientSecret: 'not-the-secret-of-anything' }),
})
const [why] = explain(await refused.whoAmI().catch((error: unknown) => error))
if (why?.code !== 'AADSTS7000215') throw new Error(`a wrong secret was answered with ${why?.code}`)
if (clouds.length === 0) throw new Error('no clouds')
console.log(`Node ${process.versions.node} signed in as ${userId}`)
