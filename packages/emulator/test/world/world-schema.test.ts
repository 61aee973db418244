import { readFileSync } from 'node:fs'
import type { Schema } from '@cfworker/json-schema'
import { Validator } from '@cfworker/json-schema'
import { describe, expect, it } from 'vitest'
import { parseSeed } from '../../src/world/parse-seed.ts'
import type { WorldSeed } from '../../src/world/seed.ts'

const schema: Schema = JSON.parse(readFileSync(new URL('../../src/world/world.schema.json', import.meta.url), 'utf8'))

/** Every field of the schema, typed: a field that only one of them has fails to compile or fails below. */
const fullSeed = {
  $schema: './world.schema.json',
  tenants: [
    {
      displayName: 'Contoso',
      tenantId: 'aaaaaaaa-0000-4000-8000-000000000001',
      domains: ['contoso.com'],
      applications: [
        {
          displayName: 'App',
          clientId: 'aaaaaaaa-0000-4000-8000-000000000002',
          objectId: 'aaaaaaaa-0000-4000-8000-000000000003',
          signInAudience: 'AzureADMultipleOrgs',
          isFallbackPublicClient: true,
          secrets: [
            {
              displayName: 'Secret',
              value: 'sample-secret-of-app',
              startsAt: '2024-01-01T00:00:00Z',
              endsAt: '2025-01-01T00:00:00.5Z',
            },
          ],
          certificates: [
            {
              displayName: 'Certificate',
              pem: readFileSync(new URL('../support/warehouse-sync.pem', import.meta.url), 'utf8'),
              startsAt: '2024-01-01T00:00:00Z',
              endsAt: '2025-01-01T00:00:00Z',
            },
          ],
          servicePrincipal: {
            objectId: 'aaaaaaaa-0000-4000-8000-000000000004',
            accountEnabled: false,
          },
          consents: [{ resource: 'Dataverse', scopes: ['user_impersonation'], user: 'alice@contoso.com' }],
        },
      ],
      users: [
        {
          userPrincipalName: 'alice@contoso.com',
          displayName: 'Alice A.',
          givenName: 'Alice',
          surname: 'Arden',
          objectId: 'aaaaaaaa-0000-4000-8000-000000000005',
          password: 'sample-password',
          accountEnabled: false,
          passwordExpired: true,
          mfaRequired: true,
          licensed: false,
        },
      ],
      environments: [
        {
          friendlyName: 'Contoso',
          urlName: 'contoso',
          environmentId: 'aaaaaaaa-0000-4000-8000-000000000006',
          organizationId: 'aaaaaaaa-0000-4000-8000-000000000007',
          uniqueName: 'contoso',
          region: 'NA',
          version: '9.2.1.1',
          state: 'Disabled',
          roles: [
            { name: 'Role', roleId: 'aaaaaaaa-0000-4000-8000-000000000008', privileges: { prvReadUser: 'Deep' } },
            { name: 'All', privileges: 'all' },
          ],
          users: [
            {
              user: 'alice@contoso.com',
              systemUserId: 'aaaaaaaa-0000-4000-8000-000000000009',
              roles: ['Role'],
              accessMode: 'Administrative',
              disabled: true,
            },
          ],
          applicationUsers: [
            {
              application: 'App',
              systemUserId: 'aaaaaaaa-0000-4000-8000-00000000000a',
              roles: ['Role'],
              disabled: true,
            },
          ],
          accounts: [
            {
              name: 'Adventure Works',
              accountId: 'aaaaaaaa-0000-4000-8000-00000000000b',
              accountNumber: 'A-1001',
              owner: 'App',
            },
          ],
        },
      ],
    },
  ],
} as const satisfies WorldSeed

describe('world.schema.json', () => {
  it('is of JSON Schema draft 2020-12, with an id of its own', () => {
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(schema.$id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
  })

  it('takes every field that a seed can have, and the seed keeps them all', () => {
    expect(parseSeed(JSON.stringify(fullSeed), 'world.json')).toEqual(fullSeed)
  })

  it('has no field that the seed above does not show', () => {
    const shown = new Set(fieldsOf(fullSeed))
    const known = objectsOf(schema).flatMap(({ properties }) => Object.keys(properties ?? {}))
    expect(known.filter((name) => !shown.has(name))).toEqual(['file'])
  })

  it('explains every field and closes every object', () => {
    for (const object of objectsOf(schema)) {
      expect(object.additionalProperties).toBe(false)
      for (const field of Object.values(object.properties ?? {})) {
        const described = typeof field === 'object' ? field : {}
        const target: Schema | undefined = schema.$defs?.[described.$ref?.slice('#/$defs/'.length) ?? '']
        expect(described['title'] ?? target?.['title']).toMatch(/\w/)
        expect(described['description'] ?? target?.['description']).toMatch(/\w.*\.$/)
      }
    }
  })

  it('has examples that it takes itself', () => {
    const examples = partsOf(schema).flatMap((part) => {
      const of = part === schema ? schema : { $defs: schema.$defs, ...part }
      return (Array.isArray(part['examples']) ? part['examples'] : []).map((example: unknown) => ({ of, example }))
    })
    expect(examples.length).toBeGreaterThan(20)
    for (const { of, example } of examples) {
      const { errors } = new Validator(structuredClone(of), '2020-12').validate(example)
      expect(errors).toEqual([])
    }
  })
})

/** The schema and every part of it. */
function partsOf(part: Schema): Schema[] {
  const inside = [part.properties, part.patternProperties, part.$defs].flatMap((parts) => Object.values(parts ?? {}))
  const items = typeof part.items === 'object' && !Array.isArray(part.items) ? [part.items] : []
  return [part, ...[...inside, ...items].filter(isSchema).flatMap(partsOf)]
}

function isSchema(part: unknown): part is Schema {
  return typeof part === 'object'
}

function objectsOf(part: Schema): Schema[] {
  return partsOf(part).filter(({ properties }) => properties !== undefined)
}

function fieldsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const names = Array.isArray(value) ? [] : Object.keys(value)
  return [...names, ...Object.values(value).flatMap(fieldsOf)]
}
