import type { VerifiedToken } from './verified-token.ts'

/** Tokens that have been verified, by their text. It is held in memory only and never leaves this map. */
export interface TokenMemory {
  find(text: string): VerifiedToken | undefined
  remember(text: string, token: VerifiedToken): void
  forget(text: string): void
}

/** @param capacity How many tokens are remembered; the oldest goes when there are more. */
export function createTokenMemory(capacity = 1000): TokenMemory {
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
