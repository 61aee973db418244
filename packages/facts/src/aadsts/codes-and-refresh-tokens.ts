import type { AadstsEntry } from './entry.ts'
import { errorCodeReference as source } from './sources.ts'
import { token } from './wire.ts'

const grant = token('invalid_grant', 400, 'inferred')
const badToken = token('invalid_grant', 400, 'inferred', 'bad_token')

/** Codes, refresh tokens and sessions that no longer serve. */
export const codesAndRefreshTokens: readonly AadstsEntry[] = [
  {
    code: 50085,
    title: 'The refresh token needs a sign-in at the social identity provider',
    wire: [grant],
    cause: 'The provider behind the account asks for a new sign-in.',
    remedy: 'Sign the user in again.',
    who: 'the person signing in',
    source,
  },
  {
    code: 50089,
    title: 'The flow token has expired',
    wire: [grant],
    cause: 'The user left the sign-in page open for too long.',
    remedy: 'Start the sign-in again.',
    who: 'the person signing in',
    source,
  },
  {
    code: 50132,
    title: 'The session is not valid after a password change',
    wire: [grant],
    cause: 'The password has expired or was changed since the session began.',
    remedy: 'Sign in again with the new password.',
    who: 'the person signing in',
    source,
  },
  {
    code: 50133,
    title: 'The session was revoked after a password change',
    wire: [badToken],
    cause: 'A change or reset of the password ended all sessions that began with the old one.',
    remedy: 'Drop the stored refresh token and sign in again.',
    who: 'the person signing in',
    source,
  },
  {
    code: 50173,
    title: 'The grant was revoked',
    wire: [token('invalid_grant', 400, 'recorded', 'bad_token')],
    cause: 'Sessions of the user were revoked, or the password was reset, after this refresh token was issued.',
    remedy: 'Drop the stored refresh token and sign in again.',
    who: 'the person signing in',
    source,
  },
  {
    code: 50196,
    title: 'The client sends the same request in a loop',
    wire: [token('invalid_grant', 400, 'documented')],
    cause:
      'Many identical token requests came from one client in a short time: tokens are not cached, or a failure is repeated without pause.',
    remedy:
      'Keep the token until shortly before it expires, share one credential object, and stop repeating requests that fail.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 54005,
    title: 'The authorization code was redeemed before',
    wire: [grant],
    cause: 'A code works once; a reload of the redirect page or a retry after a lost response sent it twice.',
    remedy: 'Use the refresh token of the first answer, or start a new sign-in.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 70000,
    title: 'The grant is not valid',
    wire: [badToken],
    cause:
      'Code or refresh token is damaged, was issued to another client, or the scopes it stands for were withdrawn.',
    remedy: 'Use each code and token only with the client id it was issued to; otherwise sign in again.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 700005,
    title: 'The code was issued for another tenant',
    wire: [grant],
    cause: 'The code was redeemed at the token endpoint of another tenant than the one that issued it.',
    remedy: 'Use the same tenant segment for /authorize and /token.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 700020,
    title: 'The grant requires interaction',
    wire: [token('interaction_required', 400, 'inferred')],
    cause: 'Something has to be answered on a page before a token can be issued.',
    remedy: 'Send the user to the authorization endpoint.',
    who: 'the person signing in',
    source,
  },
  {
    code: 70008,
    title: 'The authorization code or refresh token has expired',
    wire: [token('invalid_grant', 400, 'documented', 'bad_token')],
    cause: 'The code is older than about ten minutes, or the refresh token is past its lifetime.',
    remedy: 'Redeem codes at once; otherwise sign in again.',
    who: 'the person signing in',
    source,
  },
  {
    code: 700082,
    title: 'The refresh token was not used for too long',
    wire: [token('invalid_grant', 400, 'public', 'bad_token')],
    cause: 'A refresh token dies after 90 days without use.',
    remedy: 'Sign in again. A client that rests longer should use client credentials.',
    who: 'the person signing in',
    source,
  },
  {
    code: 700084,
    title: 'The refresh token of a single-page application has ended',
    wire: [token('invalid_grant', 400, 'public', 'bad_token')],
    cause: 'Refresh tokens of redirect URIs of type spa live 24 hours, and renewing does not extend that.',
    remedy: 'Sign in again, silently in the top window if the browser session still lives.',
    who: 'the developer of the client',
    source,
  },
]
