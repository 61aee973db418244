import { accessModes, maximumNonInteractiveUsers, userKinds } from '@versekey/facts/user-kinds'
import { describe, expect, it } from 'vitest'

describe('user kinds', () => {
  it('names the access modes 0 to 5 (systemuser table reference)', () => {
    expect(accessModes.map(({ value, name }) => [value, name])).toEqual([
      [0, 'Read-Write'],
      [1, 'Administrative'],
      [2, 'Read'],
      [3, 'Support User'],
      [4, 'Non-interactive'],
      [5, 'Delegated Admin'],
    ])
  })

  it('allows seven non-interactive users, and application users are not among them (Create users)', () => {
    expect(maximumNonInteractiveUsers).toBe(7)
    expect(userKinds.filter(({ countsToSeven }) => countsToSeven).map(({ kind }) => kind)).toEqual(['nonInteractive'])
  })

  it.each([
    ['licensed', 0, true, 'yes', 'per roles'],
    ['read', 2, true, 'yes', 'reading per roles'],
    ['administrative', 1, false, 'administration only', 'none'],
    ['setup', 1, false, 'administration only', 'none'],
    ['nonInteractive', 4, false, 'no', 'per roles'],
    ['application', 4, false, 'no', 'per roles'],
    ['support', 3, false, 'no', 'none'],
    ['delegatedAdmin', 5, false, 'administration only', 'none'],
    ['system', undefined, false, 'no', 'all'],
    ['stub', undefined, false, 'no', 'none'],
  ])('%s: access mode %s, licence %s, web %s, data %s (Create users; Manage application users)', (...expected) => {
    const found = userKinds.find(({ kind }) => kind === expected[0])
    expect([found?.kind, found?.accessMode, found?.needsLicence, found?.webUi, found?.data]).toEqual(expected)
  })

  it('stands once each and says how it is made', () => {
    expect(new Set(userKinds.map(({ kind }) => kind)).size).toBe(10)
    for (const { made, source } of userKinds)
      expect([made, source]).toEqual([expect.stringMatching(/\.$/), expect.any(String)])
  })
})
