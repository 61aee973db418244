import type { AadstsEntry } from './entry.ts'
import { authorizationCodeFlow, errorCodeReference as source } from './sources.ts'
import { redirect, token } from './wire.ts'

const badChallenge = [redirect('invalid_request', 'inferred'), token('invalid_request', 400, 'inferred')]
const mismatch = [token('invalid_grant', 400, 'inferred')]

/** Proof key for code exchange (RFC 7636) and redemption from a browser. */
export const pkceAndCrossOrigin: readonly AadstsEntry[] = [
  {
    code: 50147,
    title: 'The code challenge has the wrong size',
    wire: badChallenge,
    cause: 'code_challenge is missing or not 43 to 128 characters long.',
    remedy: 'Send the unpadded base64url SHA-256 of the verifier, 43 characters, with code_challenge_method=S256.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 50148,
    title: 'The code verifier does not match the challenge (older code)',
    wire: mismatch,
    cause: 'The verifier is not the one whose hash was sent to /authorize.',
    remedy: 'Keep the verifier of each sign-in with its state, and send exactly that one.',
    who: 'the developer of the client',
    source: authorizationCodeFlow,
  },
  {
    code: 501481,
    title: 'The code verifier does not match the code challenge',
    wire: mismatch,
    cause: 'Two sign-ins overlapped and overwrote the stored verifier, or the challenge was encoded with padding.',
    remedy: 'Store the verifier per state; compute the challenge as unpadded base64url of SHA-256.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 501491,
    title: 'The code challenge does not fit its method',
    wire: badChallenge,
    cause: 'The length of code_challenge is not possible for code_challenge_method.',
    remedy: 'With S256 the challenge has 43 characters; set the method, since a missing one means plain.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 9002325,
    title: 'Redeeming a code from a browser needs PKCE',
    wire: [token('invalid_request', 400, 'unconfirmed')],
    cause: 'A cross-origin request (header Origin) came without a code verifier.',
    remedy: 'Send code_challenge to /authorize and code_verifier to /token.',
    who: 'the developer of the client',
    source: authorizationCodeFlow,
  },
  {
    code: 9002326,
    title: 'Cross-origin redemption is allowed only for single-page applications',
    wire: [token('invalid_request', 400, 'documented')],
    cause: 'The request carries the header Origin, but the redirect URI is registered as Web or Mobile and desktop.',
    remedy:
      'Move the redirect URI to App registrations > Authentication > Single-page application, or redeem the code on a server.',
    who: 'the developer of the client',
    source: authorizationCodeFlow,
  },
  {
    code: 9002327,
    title: 'Codes of single-page applications must be redeemed cross-origin',
    wire: [token('invalid_request', 400, 'public')],
    cause: 'The redirect URI is of type spa, but the request has no Origin header, so it did not come from a page.',
    remedy: 'Redeem in the browser, or register the redirect URI as Web and redeem on the server.',
    who: 'the developer of the client',
    source: authorizationCodeFlow,
  },
]
