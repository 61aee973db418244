import type { Emulator, SampleWorld } from '@versekey/emulator'
import { notEmulatedYet } from '@versekey/emulator'
import { heading, wrap } from './report.ts'

/** Addresses, ids and sample secrets, a line to paste, and what is missing. */
export function howToUse(emulator: Emulator, world: SampleWorld): string {
  const { applications, users } = world
  const withSecret = Object.values(applications).filter((application) => 'secret' in application)
  return [
    heading('Addresses'),
    `  Entra ID          ${emulator.authority}`,
    ...emulator.environments.map(({ record, url }) => `  ${record.friendlyName.padEnd(17)} ${url}`),
    `  tenant id         ${world.tenantId}`,
    `  tenant domain     ${world.domains[0]}`,
    `  CA certificate    ${emulator.certificateAuthority?.certificatePath}`,
    heading('Client ids and secrets: public samples that protect nothing'),
    ...withSecret.flatMap(({ displayName, clientId, secret }) => [
      `  ${displayName.padEnd(20)} ${clientId}`,
      `  ${''.padEnd(20)} ${secret}`,
    ]),
    `  ${'Warehouse Sync'.padEnd(20)} ${applications['Warehouse Sync'].clientId}`,
    `  ${''.padEnd(20)} (certificate)`,
    `  ${'Reporting Portal'.padEnd(20)} ${applications['Reporting Portal'].clientId}`,
    `  ${''.padEnd(20)} (public client, for user names and passwords)`,
    heading('Users and passwords: public samples too'),
    ...Object.values(users).map(({ userPrincipalName, password }) => `  ${userPrincipalName.padEnd(33)} ${password}`),
    heading('Paste this into another terminal'),
    curlLine(emulator, world),
    heading('Not emulated yet'),
    ...notEmulatedYet.map((text) => wrap(text, '  - ')),
  ].join('\n')
}

/** Gets a token with curl and asks Dataverse who it belongs to. */
export function curlLine({ authority, environments, certificateAuthority }: Emulator, world: SampleWorld): string {
  const { clientId, secret } = world.applications['Nightly Integration']
  const url = environments[0]?.url ?? ''
  return [
    `export CURL_CA_BUNDLE='${certificateAuthority?.certificatePath}'`,
    `TOKEN=$(curl -s ${authority}/${world.tenantId}/oauth2/v2.0/token \\`,
    `  -d grant_type=client_credentials -d client_id=${clientId} \\`,
    `  -d client_secret=${secret} \\`,
    `  -d scope=${url}/.default | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    `curl -s ${url}/api/data/v9.2/WhoAmI -H "Authorization: Bearer $TOKEN"`,
  ].join('\n')
}
