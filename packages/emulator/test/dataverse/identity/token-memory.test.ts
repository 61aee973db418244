import { expect, it } from 'vitest'
import { createTokenMemory } from '../../../src/dataverse/identity/token-memory.ts'
import type { VerifiedToken } from '../../../src/dataverse/identity/verified-token.ts'

const token: VerifiedToken = { kind: 'appOnly', clientId: 'client', keyId: 'key', notBefore: 0, expiresAt: 1 }

it('forgets the oldest token when there are too many, so that it stays small whatever is sent', () => {
  const memory = createTokenMemory(2)
  for (const text of ['first', 'second', 'third']) memory.remember(text, token)
  expect(['first', 'second', 'third'].map((text) => memory.find(text) !== undefined)).toEqual([false, true, true])
})

it('forgets a token when told to', () => {
  const memory = createTokenMemory()
  memory.remember('text', token)
  memory.forget('text')
  expect(memory.find('text')).toBeUndefined()
})
