import type { SampleWorld } from '@versekey/emulator'
import { type Field, fieldList, paragraph } from '../output/layout.ts'
import type { Output } from '../output/output.ts'
import { printable } from '../output/printable.ts'
import { listTenants, type Served } from './served.ts'
import { trustHints } from './trust-hints.ts'
import { tryIt } from './try-it.ts'

/** How wide the text may be, and how it is coloured. */
export type Screen = Pick<Output, 'style' | 'width'>

/** What a person needs to point a client at the emulator. */
export function welcome(served: Served, screen: Screen): string {
  const { sample } = served
  return [
    section('Versekey serves an Entra ID and Dataverse on this machine', addresses(served), screen),
    ...listTenants(served).map(({ displayName, tenantId, domains }) =>
      section(
        `Tenant ${printable(displayName)}`,
        [
          ['Tenant ID', tenantId],
          ['Domains', domains.join(', ')],
        ],
        screen,
      ),
    ),
    ...(sample === undefined ? applications(served, screen) : sampleSections(sample, screen)),
    ...trust(served, screen),
    ...(sample === undefined ? [] : [tryIt(served, sample, screen.style)]),
    notYet(served, screen),
  ].join('\n\n')
}

function section(title: string, fields: readonly Field[], { style, width }: Screen): string {
  return `${style('bold', title)}\n${fieldList(fields, width)}`
}

function addresses({ emulator }: Served): readonly Field[] {
  return [
    ['Authority', emulator.authority],
    ...emulator.environments.map(({ record, url }): Field => [printable(record.friendlyName), url]),
    ['CA certificate', emulator.certificateAuthority?.certificatePath],
  ]
}

/** Client ids, written in the file or derived from names. */
function applications(served: Served, screen: Screen): string[] {
  const fields = listTenants(served)
    .flatMap((tenant) => tenant.applications)
    .map(({ displayName, clientId }): Field => [printable(displayName), clientId])
  return fields.length > 0 ? [section('Client IDs', fields, screen)] : []
}

function sampleSections({ applications, users }: SampleWorld, screen: Screen): string[] {
  const clients = Object.values(applications).map((application): Field => {
    const proof =
      'secret' in application
        ? application.secret
        : 'certificate' in application
          ? '(certificate; --json has it)'
          : '(public client)'
    return [application.displayName, `${application.clientId} ${proof}`]
  })
  const people = Object.values(users).map((user): Field => [user.userPrincipalName, user.password])
  return [
    section('Client IDs and secrets: public samples that protect nothing', clients, screen),
    section('People and passwords: public samples too', people, screen),
  ]
}

function trust({ emulator }: Served, screen: Screen): string[] {
  const file = emulator.certificateAuthority?.certificatePath
  if (file === undefined) return []
  const note = 'It can vouch for localhost only. curl and Python then trust no other in that shell.'
  const hints = section('Make clients trust the CA certificate', trustHints(file, process.platform), screen)
  return [`${hints}\n${paragraph(note, screen.width, 2)}`]
}

function notYet({ notEmulatedYet }: Served, { style, width }: Screen): string {
  const items = notEmulatedYet.map((text) => `  - ${paragraph(text, width, 4).trimStart()}`)
  return [style('bold', 'Not emulated yet'), ...items].join('\n')
}
