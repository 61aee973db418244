import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseSeed } from '../../src/world/parse-seed.ts'
import { seedError } from './seed-error-of.ts'

/** What is printed for a seed that begins in line 1. */
function refusal(text: string): string {
  return seedError(() => parseSeed(text, 'world.json')).message
}

describe('syntax', () => {
  it.each([
    ['nothing', '', 'world.json:1:1: a value is missing'],
    ['a comment only', '// later\n', 'world.json:2:1: a value is missing'],
    [
      'plain text',
      '{\n  "tenants": yes\n}',
      'world.json:2:14: not JSON here: a value is a text in double quotes, a number, true, false, null, an object or an array',
    ],
    ['a missing comma', '{\n  "tenants": []\n  "other": 1\n}', 'world.json:3:3: a comma is missing'],
    ['a missing brace', '{\n  "tenants": []\n', 'world.json:3:1: a closing brace } is missing'],
    [
      'single quotes',
      "{\n  'tenants': []\n}",
      'world.json:2:3: not JSON here: a value is a text in double quotes, a number, true, false, null, an object or an array',
    ],
    [
      'an open text',
      '{ "tenants": [{ "displayName": "Contoso\n }] }',
      'world.json:1:32: the text is not closed: a double quote is missing in this line',
    ],
    ['an open comment', '{} /* later', 'world.json:1:4: the comment is not closed'],
    ['two objects', '{}\n{}', 'world.json:2:1: something follows after the end of the object'],
    [
      'half of a surrogate pair',
      '{ "tenants": ["\\ud800"] }',
      'world.json:1:15 /tenants/0: not Unicode text: half of a surrogate pair',
    ],
    [
      'half of a surrogate pair as a field',
      '{\n "\\ud800": 1 }',
      'world.json:2:2: not Unicode text: half of a surrogate pair',
    ],
    [
      'a field written twice',
      '{ "tenants": [],\n  "tenants": [] }',
      'world.json:2:3 /tenants: the field "tenants" is written twice',
    ],
    ['deep nesting', `${'\n'.repeat(3)}${'['.repeat(100_000)}`, 'world.json:4:33: nested more than 32 levels deep'],
  ])('refuses %s', (_, text, message) => {
    expect(refusal(text)).toBe(message)
  })
})

describe('shape', () => {
  it('tells every problem at once, in the order of the file', () => {
    expect(
      refusal(`{
  "tenants": [
    {
      "displayName": "Contoso",
      "domains": "contoso.onmicrosoft.com",
      "applications": [
        {
          "displayName": "Nightly Integration",
          "clientId": "nightly",
          "secert": [{ "value": "sample-secret-of-nightly-integration" }]
        },
        { "signInAudience": "AzureADMyOrgs", "isFallbackPublicClient": "yes" }
      ]
    },
    { "displayName": " ", "domains": [] }
  ]
}`),
    ).toBe(`world.json:5:18 /tenants/0/domains: must be an array, not a text
world.json:9:23 /tenants/0/applications/0/clientId: not a valid GUID
    expected: Hexadecimal digits in groups of 8, 4, 4, 4 and 12 with hyphens between them; upper and lower case are the same. For example "0f8fad5b-d9cb-469f-a165-70867728950e".
world.json:10:11 /tenants/0/applications/0/secert: unknown field "secert"; did you mean "secrets"?
    expected: "displayName", "clientId", "objectId", "signInAudience", "isFallbackPublicClient", "secrets", "certificates", "servicePrincipal", "consents"
world.json:12:9 /tenants/0/applications/1: "displayName" is missing
world.json:12:29 /tenants/0/applications/1/signInAudience: unknown value "AzureADMyOrgs"; did you mean "AzureADMyOrg"?
    expected: "AzureADMyOrg", "AzureADMultipleOrgs"
world.json:12:72 /tenants/0/applications/1/isFallbackPublicClient: must be true or false, not a text
world.json:15:22 /tenants/1/displayName: not a valid name
    expected: Text of 1 to 160 characters, not blank and without control characters.
world.json:15:38 /tenants/1/domains: must not be empty`)
  })

  it.each([
    ['an array', '[]', 'world.json:1:1: must be an object, not an array'],
    ['null', 'null', 'world.json:1:1: must be an object, not null'],
    ['an empty object', '{}', 'world.json:1:1: "tenants" is missing'],
    ['no tenant', '{ "tenants": [] }', 'world.json:1:14 /tenants: must not be empty'],
    [
      'fields like those of an object',
      '{ "tenants": [],\n"__proto__": {} }',
      'world.json:1:14 /tenants: must not be empty\nworld.json:2:1 /…: unknown field "…"\n    expected: "$schema", "tenants"',
    ],
  ])('refuses %s', (_, text, message) => {
    expect(refusal(text)).toBe(message)
  })

  const inApplication = (fields: string): string =>
    `{ "tenants": [{ "displayName": "Contoso", "domains": ["contoso.com"], "applications": [{ "displayName": "App",\n${fields} }] }] }`
  const inUser = (fields: string): string =>
    `{ "tenants": [{ "displayName": "Contoso", "domains": ["contoso.com"], "users": [{\n${fields} }] }] }`
  const inEnvironment = (fields: string): string =>
    `{ "tenants": [{ "displayName": "Contoso", "domains": ["contoso.com"], "environments": [{ "friendlyName": "E",\n${fields} }] }] }`

  it.each([
    [
      'a short secret',
      inApplication('"secrets": [{ "value": "too-short" }]'),
      '2:24 /tenants/0/applications/0/secrets/0/value: has 9 characters; 16 is the least',
    ],
    [
      'a time without a zone',
      inApplication('"secrets": [{ "value": "sample-secret-of-app", "endsAt": "2024-01-01T00:00:00" }]'),
      '2:58 /tenants/0/applications/0/secrets/0/endsAt: not a valid UTC time\n    expected: Date and time of ISO 8601 in UTC, with the letter Z at the end. For example "2030-01-31T00:00:00Z".',
    ],
    [
      'a day that does not exist',
      inApplication('"secrets": [{ "value": "sample-secret-of-app", "endsAt": "2023-02-29T00:00:00Z" }]'),
      '2:58 /tenants/0/applications/0/secrets/0/endsAt: not a valid UTC time\n    expected: Date and time of ISO 8601 in UTC, with the letter Z at the end. For example "2030-01-31T00:00:00Z".',
    ],
    [
      'a certificate without its text',
      inApplication('"certificates": [{ "displayName": "none" }]'),
      '2:18 /tenants/0/applications/0/certificates/0: needs either "pem" or "file", and not both',
    ],
    [
      'a certificate in two places',
      inApplication('"certificates": [{ "pem": "-----BEGIN CERTIFICATE-----", "file": "x.pem" }]'),
      '2:18 /tenants/0/applications/0/certificates/0: needs either "pem" or "file", and not both',
    ],
    [
      'a consent to something else',
      inApplication('"consents": [{ "resource": "Microsoft Graph" }]'),
      '2:28 /tenants/0/applications/0/consents/0/resource: unknown value "Microsoft Graph"\n    expected: "Dataverse"',
    ],
    [
      'a user without a domain',
      inUser('"userPrincipalName": "alice"'),
      '2:22 /tenants/0/users/0/userPrincipalName: not a valid user principal name\n    expected: Name, @ and domain. For example "alice@contoso.onmicrosoft.com".',
    ],
    [
      'a short password',
      inUser('"userPrincipalName": "alice@contoso.com", "password": "hunter2"'),
      '2:55 /tenants/0/users/0/password: has 7 characters; 8 is the least',
    ],
    [
      'a password that is no text',
      inUser('"userPrincipalName": "alice@contoso.com", "password": 12345678'),
      '2:55 /tenants/0/users/0/password: must be a text, not a number',
    ],
    [
      'a host name in capitals',
      inEnvironment('"urlName": "Contoso"'),
      '2:12 /tenants/0/environments/0/urlName: not a valid host name label\n    expected: First label of the real host name, in lower case: contoso of contoso.crm4.dynamics.com. For example "contoso".',
    ],
    [
      'a depth that does not exist',
      inEnvironment('"urlName": "e", "roles": [{ "name": "R", "privileges": { "prvReadUser": "global" } }]'),
      '2:73 /tenants/0/environments/0/roles/0/privileges/prvReadUser: unknown value "global"; did you mean "Global"?\n    expected: "Basic", "Local", "Deep", "Global"',
    ],
    [
      'a privilege without its prefix',
      inEnvironment('"urlName": "e", "roles": [{ "name": "R", "privileges": { "readUser": "Global" } }]'),
      '2:58 /tenants/0/environments/0/roles/0/privileges/readUser: unknown field "readUser"\n    expected: names of privileges, for example "prvReadAccount"',
    ],
    [
      'a set of privileges that does not exist',
      inEnvironment('"urlName": "e", "roles": [{ "name": "R", "privileges": "every" }]'),
      '2:56 /tenants/0/environments/0/roles/0/privileges: not a valid set of privileges\n    expected: Depth by privilege name, or "all" for every privilege at depth Global.',
    ],
    [
      'an access mode by number',
      inEnvironment('"urlName": "e", "users": [{ "user": "alice@contoso.com", "accessMode": 4 }]'),
      '2:72 /tenants/0/environments/0/users/0/accessMode: must be a text, not a number\n    expected: "Read-Write", "Administrative", "Read", "Support User", "Non-interactive", "Delegated Admin"',
    ],
  ])('refuses %s', (_, text, message) => {
    expect(refusal(text)).toBe(`world.json:${message}`)
  })
})

describe('references', () => {
  it('tells each name that leads nowhere and each that stands twice', () => {
    expect(
      refusal(`{
  "tenants": [
    {
      "displayName": "Contoso",
      "domains": ["contoso.com", "CONTOSO.com"],
      "applications": [
        { "displayName": "Nightly", "clientId": "11111111-1111-4111-8111-111111111111" },
        { "displayName": "Weekly", "clientId": "11111111-1111-4111-8111-111111111111" },
        { "displayName": "Nightly" },
        { "displayName": "nightly" },
        { "displayName": "Monthly", "servicePrincipal": null, "consents": [{ "resource": "Dataverse" }] },
        { "displayName": "Portal", "consents": [
          { "resource": "Dataverse", "user": "alise@contoso.com" },
          { "resource": "Dataverse" },
          { "resource": "Dataverse" }
        ] },
        { "displayName": "Expired", "secrets": [
          { "value": "sample-secret-of-expired", "startsAt": "2024-01-01T00:00:00Z", "endsAt": "2023-01-01T00:00:00Z" },
          { "value": "sample-secret-of-expired" }
        ] }
      ],
      "users": [
        { "userPrincipalName": "alice@contoso.com" },
        { "userPrincipalName": "Alice@Contoso.com" },
        { "userPrincipalName": "bob@fabrikam.com" }
      ],
      "environments": [
        {
          "friendlyName": "Contoso",
          "urlName": "contoso",
          "roles": [
            { "name": "Integration", "privileges": {} },
            { "name": "integration", "privileges": {} },
            { "name": "System administrator", "privileges": "all" }
          ],
          "users": [
            { "user": "alice@contoso.com", "roles": ["Integraton", "Integration", "Integration"] },
            { "user": "alice@contoso.com" },
            { "user": "carol@contoso.com" }
          ],
          "applicationUsers": [
            { "application": "Portal", "systemUserId": "22222222-2222-4222-8222-222222222222" },
            { "application": "portal" },
            { "application": "Portl" },
            { "application": "Nightly" },
            { "application": "Monthly" },
            { "application": "Expired", "systemUserId": "22222222-2222-4222-8222-222222222222" }
          ],
          "accounts": [{ "name": "Adventure Works", "owner": "bob@fabrikam.com" }]
        },
        { "friendlyName": "Copy", "urlName": "contoso" }
      ]
    }
  ]
}`),
    ).toMatchInlineSnapshot(`
      "world.json:5:34 /tenants/0/domains/1: the domain "CONTOSO.com" is used twice (first in line 5)
      world.json:8:48 /tenants/0/applications/1/clientId: the client id "11111111-1111-4111-8111-111111111111" is used twice (first in line 7)
      world.json:11:76 /tenants/0/applications/4/consents/0: a consent is given to a service principal, and the application has none
      world.json:13:46 /tenants/0/applications/5/consents/0/user: unknown user "alise@contoso.com"; did you mean "alice@contoso.com"?
          expected: "alice@contoso.com", "Alice@Contoso.com", "bob@fabrikam.com"
      world.json:15:11 /tenants/0/applications/5/consents/2: this consent is given already (first in line 14)
      world.json:18:11 /tenants/0/applications/6/secrets/0: never valid: it ends before it starts
          expected: startsAt before endsAt
      world.json:19:22 /tenants/0/applications/6/secrets/1/value: the application has this secret already (first in line 18)
      world.json:24:32 /tenants/0/users/1/userPrincipalName: the user principal name "Alice@Contoso.com" is used twice (first in line 23)
      world.json:25:32 /tenants/0/users/2/userPrincipalName: "fabrikam.com" is not a domain of the tenant "Contoso"
          expected: "contoso.com"
      world.json:33:23 /tenants/0/environments/0/roles/1/name: the role name "integration" is used twice (first in line 32)
      world.json:34:13 /tenants/0/environments/0/roles/2: every environment has the role "System Administrator"; leave it out
      world.json:37:54 /tenants/0/environments/0/users/0/roles/0: unknown role "Integraton"; did you mean "Integration"?
          expected: "System Administrator", "Integration", "integration", "System administrator"
      world.json:37:83 /tenants/0/environments/0/users/0/roles/2: the user has the role "Integration" already (first in line 37)
      world.json:38:23 /tenants/0/environments/0/users/1/user: the user "alice@contoso.com" is used twice (first in line 37)
      world.json:39:23 /tenants/0/environments/0/users/2/user: unknown user "carol@contoso.com"
          expected: "alice@contoso.com", "Alice@Contoso.com", "bob@fabrikam.com"
      world.json:43:30 /tenants/0/environments/0/applicationUsers/1/application: "portal" is an application user already (first in line 42)
      world.json:44:30 /tenants/0/environments/0/applicationUsers/2/application: unknown application "Portl"; did you mean "Portal"?
          expected: "Nightly", "Weekly", "nightly", "Monthly", "Portal", "Expired"
      world.json:45:30 /tenants/0/environments/0/applicationUsers/3/application: 3 applications are called "Nightly"
          expected: a client id
      world.json:46:30 /tenants/0/environments/0/applicationUsers/4/application: the application "Monthly" has no service principal in the tenant
      world.json:47:57 /tenants/0/environments/0/applicationUsers/5/systemUserId: the system user id "22222222-2222-4222-8222-222222222222" is used twice (first in line 42)
      world.json:49:62 /tenants/0/environments/0/accounts/0/owner: unknown user of this environment "bob@fabrikam.com"
          expected: "alice@contoso.com", "Portal", "Nightly", "Expired"
      world.json:51:46 /tenants/0/environments/1/urlName: the url name "contoso" is used twice (first in line 30)"
    `)
  })

  it('tells ids that stand twice, those that no seed may give, and those that would be derived twice', () => {
    expect(
      refusal(`{
  "tenants": [
    {
      "displayName": "Contoso",
      "tenantId": "aaaaaaaa-0000-4000-8000-000000000001",
      "domains": ["contoso.com"],
      "applications": [
        { "displayName": "Twin" },
        { "displayName": "Twin" },
        { "displayName": "Object", "objectId": "aaaaaaaa-0000-4000-8000-000000000002" },
        { "displayName": "Principal", "servicePrincipal": { "objectId": "AAAAAAAA-0000-4000-8000-000000000002" } }
      ],
      "users": [{ "userPrincipalName": "alice@contoso.com", "objectId": "aaaaaaaa-0000-4000-8000-000000000002" }],
      "environments": [
        {
          "friendlyName": "One",
          "urlName": "one",
          "environmentId": "aaaaaaaa-0000-4000-8000-000000000003",
          "organizationId": "aaaaaaaa-0000-4000-8000-000000000004",
          "uniqueName": "same",
          "roles": [
            { "name": "A", "roleId": "aaaaaaaa-0000-4000-8000-000000000005", "privileges": {} },
            { "name": "B", "roleId": "aaaaaaaa-0000-4000-8000-000000000005", "privileges": {} },
            { "name": "C", "roleId": "9b1b70d8-6c84-5377-8544-cce75945f63a", "privileges": {} }
          ],
          "users": [{ "user": "alice@contoso.com", "systemUserId": "e4f7cc78-3534-5cca-8a6c-7b87b49609f8" }],
          "accounts": [
            { "name": "Same" },
            { "name": "Same" },
            { "name": "X", "accountId": "aaaaaaaa-0000-4000-8000-000000000006" },
            { "name": "Y", "accountId": "aaaaaaaa-0000-4000-8000-000000000006" }
          ]
        },
        {
          "friendlyName": "Two",
          "urlName": "two",
          "environmentId": "aaaaaaaa-0000-4000-8000-000000000003",
          "organizationId": "aaaaaaaa-0000-4000-8000-000000000004",
          "uniqueName": "same"
        }
      ]
    },
    { "displayName": "Fabrikam", "tenantId": "aaaaaaaa-0000-4000-8000-000000000001", "domains": ["contoso.com"] }
  ]
}`),
    ).toMatchInlineSnapshot(`
      "world.json:9:9 /tenants/0/applications/1: the client id that is derived from the name is taken already (first in line 8)
          expected: another name, or a "clientId" of its own
      world.json:11:73 /tenants/0/applications/3/servicePrincipal/objectId: the object id "AAAAAAAA-0000-4000-8000-000000000002" is used twice (first in line 10)
      world.json:13:73 /tenants/0/users/0/objectId: the object id "aaaaaaaa-0000-4000-8000-000000000002" is used twice (first in line 10)
      world.json:23:38 /tenants/0/environments/0/roles/1/roleId: the role id "aaaaaaaa-0000-4000-8000-000000000005" is used twice (first in line 22)
      world.json:24:38 /tenants/0/environments/0/roles/2/roleId: the role id "9b1b70d8-6c84-5377-8544-cce75945f63a" is reserved
      world.json:26:68 /tenants/0/environments/0/users/0/systemUserId: the system user id "e4f7cc78-3534-5cca-8a6c-7b87b49609f8" is reserved
      world.json:31:41 /tenants/0/environments/0/accounts/3/accountId: the account id "aaaaaaaa-0000-4000-8000-000000000006" is used twice (first in line 30)
      world.json:37:28 /tenants/0/environments/1/environmentId: the environment id "aaaaaaaa-0000-4000-8000-000000000003" is used twice (first in line 18)
      world.json:38:29 /tenants/0/environments/1/organizationId: the organization id "aaaaaaaa-0000-4000-8000-000000000004" is used twice (first in line 19)
      world.json:39:25 /tenants/0/environments/1/uniqueName: the unique name "same" is used twice (first in line 20)
      world.json:43:46 /tenants/1/tenantId: the tenant id "aaaaaaaa-0000-4000-8000-000000000001" is used twice (first in line 5)
      world.json:43:98 /tenants/1/domains/0: the domain "contoso.com" is used twice (first in line 6)"
    `)
  })

  it('takes seven non-interactive users and refuses the eighth (Create users: non-interactive)', () => {
    const names = Array.from({ length: 8 }, (_, index) => `u${index}@contoso.com`)
    const seed = {
      tenants: [
        {
          displayName: 'Contoso',
          domains: ['contoso.com'],
          users: names.map((userPrincipalName) => ({ userPrincipalName })),
          environments: [
            {
              friendlyName: 'E',
              urlName: 'e',
              users: names.map((user) => ({ user, accessMode: 'Non-interactive' })),
            },
          ],
        },
      ],
    }
    expect(refusal(JSON.stringify(seed, undefined, 1))).toBe(
      'world.json:69:22 /tenants/0/environments/0/users/7/accessMode: an environment has at most 7 non-interactive users; application users do not count',
    )
  })
})

describe('certificates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'versekey-seed-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const parseWith = (certificate: string): string[] => {
    const text = `{ "tenants": [{ "displayName": "Contoso", "domains": ["contoso.com"], "applications": [
      { "displayName": "App", "certificates": [${certificate}] } ] }] }`
    const { problems } = seedError(() => parseSeed(text, join(folder, 'world.json')))
    return problems.map(({ line, column, message, expected }) => `${line}:${column}: ${message} | ${expected}`)
  }

  it('refuses files that are not there, no file, or no certificate', () => {
    writeFileSync(join(folder, 'empty.pem'), '')
    expect(parseWith('{ "file": "none.pem" }')).toEqual([
      `2:58: the file cannot be read (ENOENT): ${JSON.stringify(join(folder, 'none.pem'))} | `,
    ])
    expect(parseWith('{ "file": "." }')).toEqual([
      `2:58: not a file of at most 65536 bytes: ${JSON.stringify(folder)} | `,
    ])
    expect(parseWith('{ "file": "/dev/zero" }')).toEqual(['2:58: not a file of at most 65536 bytes: "/dev/zero" | '])
    expect(parseWith('{ "file": "nul\\u0000.pem" }')[0]).toContain(
      '2:58: the file cannot be read (ERR_INVALID_ARG_VALUE)',
    )
    expect(parseWith('{ "file": "empty.pem" }')).toEqual(['2:58: holds no certificate in PEM | '])
  })

  it('refuses a validity beyond that of the certificate itself', () => {
    const file = JSON.stringify(new URL('../support/warehouse-sync.pem', import.meta.url).pathname)
    expect(
      parseWith(`{ "file": ${file},\n"startsAt": "2023-12-31T00:00:00Z",\n"endsAt": "2100-01-01T00:00:00Z" }`),
    ).toEqual([
      '3:13: before the certificate itself becomes valid | 2024-01-01T00:00:00.000Z or later',
      '4:11: after the certificate itself has expired | 2099-12-31T23:59:59.000Z or earlier',
    ])
    expect(
      parseWith(`{ "file": ${file},\n"startsAt": "2030-01-01T00:00:00Z", "endsAt": "2029-01-01T00:00:00Z" }`),
    ).toEqual(['2:48: never valid: it ends before it starts | startsAt before endsAt'])
  })
})

describe('SeedError', () => {
  it('prints fifty problems and counts the others', () => {
    const error = seedError(() =>
      parseSeed(JSON.stringify({ tenants: Array.from({ length: 60 }, () => 1) }), 'world.json'),
    )
    expect(error.problems).toHaveLength(60)
    expect(error.message.split('\n')).toHaveLength(51)
    expect(error.message.split('\n').at(-1)).toBe('… and 10 more')
    expect(error.code).toBe('INVALID_WORLD_SEED')
  })

  it('tells something of a file with a hundred thousand mistakes', () => {
    const text = `{ "tenants": [${'0,'.repeat(100_000)}] }`
    expect(seedError(() => parseSeed(text, 'world.json')).problems[0]).toEqual({
      file: 'world.json',
      line: 1,
      column: 15,
      path: '/tenants/0',
      message: 'must be an object, not a number',
      expected: '',
    })
  })

  it('prints no text that stands where a field name should, nor control characters', () => {
    const secret = 'sample-secret-in-the-wrong-place'
    const inside = `{ "tenants": [{ "displayName": "Contoso", "domains": ["contoso.com"],
      "applications": [{ "displayName": "A", "secrets": [{ "${secret}": "value" }] }],
      "environments": [{ "friendlyName": "E", "urlName": "e", "state": "\\u001b[2J\\u009b2J" }] }] }`
    const { message } = seedError(() => parseSeed(inside, 'world.json'))
    expect(message).not.toContain(secret)
    expect(message).toContain('/tenants/0/applications/0/secrets/0/…: unknown field "…"')
    expect(message).toContain('unknown value "\\u001b[2J\\u009b2J"')
  })
})
