import type { VerifiedToken } from './verified-token.ts'

/** How many tokens an environment remembers; the oldest goes when there are more. */
const capacity = 1000

/** Tokens that have been verified, by their text. It is held in memory only and never leaves this map. */
export interface TokenMemory {
  find(text: string): VerifiedToken | undefined
  remember(text: string, token: VerifiedToken): void
  forget(text: string): void
}

export function createTokenMemory(): TokenMemory {
  const tokens = new Map<string, VerifiedToken>()
  return {
    find: (text) => tokens.get(text),
    remember(text, token) {
      const oldest = tokens.size < capacity ? undefined : tokens.keys().next().value
      if (oldest !== undefined) tokens.delete(oldest)
      tokens.set(text, token)
    },
    forget: (text) => void tokens.delete(text),
  }
}
