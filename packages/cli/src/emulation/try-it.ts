import type { SampleWorld } from '@versekey/emulator'
import type { Output } from '../output/output.ts'
import type { Served } from './served.ts'
import { setVariable } from './trust-hints.ts'

/** Lines to paste into another terminal: by the command, and where there is a POSIX shell, by curl alone. */
export function tryIt(served: Served, sample: SampleWorld, style: Output['style']): string {
  const parts = [['Try it in another terminal', byCommand(served, sample)]] as [string, string[]][]
  if (process.platform !== 'win32') parts.push(['Or with curl', byCurl(served, sample)])
  return parts.map(([title, lines]) => [style('bold', title), ...lines].join('\n')).join('\n\n')
}

function byCommand({ emulator, stateFolder }: Served, sample: SampleWorld): string[] {
  const { clientId, secret } = sample.applications['Nightly Integration']
  return [
    ...(stateFolder === undefined ? [] : [setVariable('VERSEKEY_HOME', stateFolder, process.platform)]),
    setVariable('VERSEKEY_AUTHORITY', emulator.authority, process.platform),
    setVariable('VERSEKEY_CLIENT_ID', clientId, process.platform),
    setVariable('VERSEKEY_CLIENT_SECRET', secret, process.platform),
    `npx versekey whoami --url ${emulator.environments[0]?.url}`,
  ]
}

/** Gets a token and asks Dataverse whose it is, in lines short enough to survive pasting. */
function byCurl({ emulator }: Served, sample: SampleWorld): string[] {
  const { clientId, secret } = sample.applications['Nightly Integration']
  const file = emulator.certificateAuthority?.certificatePath
  return [
    ...(file === undefined ? [] : [setVariable('CURL_CA_BUNDLE', file, 'linux')]),
    `AUTHORITY=${emulator.authority}/${sample.tenantId}`,
    `ENVIRONMENT=${emulator.environments[0]?.url}`,
    'TOKEN=$(curl -s $AUTHORITY/oauth2/v2.0/token -d grant_type=client_credentials \\',
    `  -d client_id=${clientId} \\`,
    `  -d client_secret=${secret} \\`,
    `  -d scope=$ENVIRONMENT/.default | sed 's/.*"access_token":"//; s/".*//')`,
    'curl -s $ENVIRONMENT/api/data/v9.2/WhoAmI -H "Authorization: Bearer $TOKEN"',
  ]
}
