/** The claims of a JSON Web Token. */
export type Claims = Readonly<Record<string, unknown>>

/**
 * Reads the claims of a token (RFC 7519 section 3) without judging it: that is up to the resource server, and for anyone
 * else a token may be of any form.
 *
 * @returns `undefined` when it is no signed JSON Web Token.
 */
export function decodeClaims(token: string): Claims | undefined {
  const [, payload, signature, ...rest] = token.split('.')
  if (payload === undefined || signature === undefined || rest.length > 0) return undefined
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    return isObject(claims) ? claims : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
