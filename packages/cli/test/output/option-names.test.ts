import { describe, expect, it } from 'vitest'
import { optionNamed, withOptionNames } from '../../src/output/option-names.ts'

describe('the names of the library on the command line', () => {
  it.each([
    ['give tenantId', 'give --tenant'],
    ["pass authorityHost: 'https://localhost:8443'", "pass --authority 'https://localhost:8443'"],
    ['check environmentUrl; it is', 'check --url; it is'],
    ['myTenantIdentity and tenantIds stay', 'myTenantIdentity and tenantIds stay'],
  ])('%s', (library, commandLine) => {
    expect(withOptionNames(library)).toBe(commandLine)
  })

  it('keeps a name that it does not know', () => {
    expect(optionNamed('pathOrUrl')).toBe('pathOrUrl')
  })
})
