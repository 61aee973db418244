/** One fact, changed: the first `from` after `anchor` in `file` becomes `to`. */
export interface Mutant {
  readonly title: string
  readonly file: string
  readonly anchor: string
  readonly from: string
  readonly to: string
  /** The test file, outside `packages/facts`, that must notice, and which of its tests. */
  readonly test: string
  readonly pattern: string
}

const facts = 'packages/facts/src'
const entra = 'packages/emulator/test/entra'

export const mutants: readonly Mutant[] = [
  {
    title: 'a wrong secret is no longer answered with 401',
    file: `${facts}/aadsts/client-authentication.ts`,
    anchor: 'const wrongClient',
    from: '401',
    to: '400',
    test: `${entra}/client-credentials.test.ts`,
    pattern: 'a wrong secret',
  },
  {
    title: 'the text of a wrong secret says something else',
    file: `${facts}/aadsts/client-authentication.ts`,
    anchor: 'code: 7000215',
    from: 'Ensure the secret',
    to: 'Make sure the secret',
    test: `${entra}/error-shape.test.ts`,
    pattern: 'has every member that recorded traffic has',
  },
  {
    title: 'an unknown application is an invalid_client',
    file: `${facts}/aadsts/applications.ts`,
    anchor: 'code: 700016',
    from: "token('unauthorized_client'",
    to: "token('invalid_client'",
    test: `${entra}/client-credentials.test.ts`,
    pattern: 'an unknown application',
  },
  {
    title: 'an unknown user loses its suberror',
    file: `${facts}/aadsts/user-sign-in.ts`,
    anchor: 'code: 50034',
    from: "'bad_token'",
    to: "'basic_action'",
    test: `${entra}/password.test.ts`,
    pattern: 'an unknown user',
  },
  {
    title: 'v1 answers a missing second factor like v2',
    file: `${facts}/aadsts/wire.ts`,
    anchor: 'export function interaction',
    from: "'interaction_required'",
    to: "'invalid_grant'",
    test: `${entra}/password.test.ts`,
    pattern: 'the same at v1',
  },
  {
    title: 'a scope without .default is an invalid request',
    file: `${facts}/aadsts/resources-and-scopes.ts`,
    anchor: 'code: 1002012',
    from: "'invalid_scope'",
    to: "'invalid_request'",
    test: `${entra}/client-credentials.test.ts`,
    pattern: 'a scope that is not .default',
  },
  {
    title: 'Dataverse has another application id',
    file: `${facts}/well-known-ids.ts`,
    anchor: 'export const dataverseResourceAppId',
    from: '00000007',
    to: '00000006',
    test: `${entra}/client-credentials.test.ts`,
    pattern: 'the application id of Dataverse',
  },
  {
    title: 'the public cloud is cached under another name',
    file: `${facts}/clouds.ts`,
    anchor: 'const publicAliases',
    from: "'login.windows.net', 'login.microsoft.com'",
    to: "'login.microsoft.com', 'login.windows.net'",
    test: `${entra}/metadata.test.ts`,
    pattern: 'lists the public cloud',
  },
  {
    title: 'a caller without a user is answered with 401',
    file: `${facts}/dataverse-errors/membership.ts`,
    anchor: "code: '0x80072560'",
    from: 'status: 403',
    to: 'status: 401',
    test: 'test/random-world.test.ts',
    pattern: 'no application user',
  },
  {
    title: 'a caller without a role is answered with 400',
    file: `${facts}/dataverse-errors/membership.ts`,
    anchor: "code: '0x80042f09'",
    from: 'status: 403',
    to: 'status: 400',
    test: 'test/random-world.test.ts',
    pattern: 'application user without a role',
  },
]
