import { Unauthenticated } from './unauthenticated.ts'

/** Takes the token out of an `Authorization` header (RFC 6750 section 2.1); the scheme matches without case. */
export function readBearerToken(authorization: string | undefined): string {
  const remedy = 'Send Authorization: Bearer <access token>, with a token from the authority that the challenge names'
  if (authorization === undefined) {
    throw new Unauthenticated('0x80044300', 'there is no token: the answer names the authority to get one from', remedy)
  }
  const [, scheme = '', token = ''] = /^(\S*)\s*(.*)$/s.exec(authorization.trim()) ?? []
  if (scheme.toLowerCase() !== 'bearer') {
    // The scheme is not repeated: who forgets it sends the token, or a password, in its place.
    throw new Unauthenticated('0x80044300', 'the Authorization header is not of the scheme Bearer', remedy)
  }
  if (token === '') throw new Unauthenticated('0x80044300', 'the bearer token is empty', remedy)
  return token
}
