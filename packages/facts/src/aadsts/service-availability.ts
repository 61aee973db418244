import type { AadstsEntry } from './entry.ts'
import { errorCodeReference as source } from './sources.ts'
import { redirect, token } from './wire.ts'

const unavailable = token('temporarily_unavailable', 503, 'unconfirmed')
const support = 'Microsoft support'
const developer = 'the developer of the client'
const retry = 'Try again with a growing pause, at most a few times, and obey Retry-After.'

/** Entra ID itself is busy or broken. */
export const serviceAvailability: readonly AadstsEntry[] = [
  {
    code: 50000,
    title: 'Issuing the token failed inside the service',
    wire: [token('server_error', 500, 'unconfirmed'), redirect('server_error', 'unconfirmed')],
    cause: 'An internal error of Entra ID.',
    remedy: 'Try again; open a support request with trace id and time if it stays.',
    who: support,
    source,
  },
  {
    code: 50033,
    title: 'A transient error occurred',
    wire: [unavailable],
    cause: 'A part of the service failed for a moment.',
    remedy: retry,
    who: developer,
    source,
  },
  {
    code: 90006,
    title: 'An external part of the service is unavailable',
    wire: [unavailable],
    cause: 'A service that Entra ID depends on did not answer.',
    remedy: retry,
    who: developer,
    source,
  },
  {
    code: 90012,
    title: 'The request timed out',
    wire: [unavailable, token('temporarily_unavailable', 400, 'unconfirmed')],
    cause: 'Processing took longer than allowed.',
    remedy: retry,
    who: developer,
    source,
  },
  {
    code: 90024,
    title: 'The time budget of the request was exceeded',
    wire: [unavailable],
    cause: 'The service was too busy to finish in time.',
    remedy: retry,
    who: developer,
    source,
  },
  {
    code: 90033,
    title: 'The directory service is unavailable',
    wire: [unavailable, redirect('temporarily_unavailable', 'unconfirmed')],
    cause: 'The store behind Entra ID did not answer.',
    remedy: retry,
    who: developer,
    source,
  },
  {
    code: 90036,
    title: 'The directory service failed for good',
    wire: [token('server_error', 500, 'unconfirmed'), redirect('server_error', 'unconfirmed')],
    cause: 'The store behind Entra ID reported an error that repeating does not heal.',
    remedy: 'Open a support request with trace id and time.',
    who: support,
    source,
  },
  {
    code: 90055,
    title: 'The tenant sends too many requests',
    wire: [token('temporarily_unavailable', 429, 'unconfirmed')],
    cause: 'The tenant is throttled, typically by clients that fetch a token for every call.',
    remedy: 'Wait for Retry-After, keep tokens until they expire, and share them between the workers of a process.',
    who: developer,
    source,
  },
  {
    code: 90090,
    title: 'Microsoft Graph is temporarily unavailable',
    wire: [unavailable],
    cause: 'A lookup that the sign-in needs did not succeed.',
    remedy: retry,
    who: developer,
    source,
  },
  {
    code: 90092,
    title: 'Microsoft Graph failed for good',
    wire: [token('server_error', 500, 'unconfirmed'), redirect('server_error', 'unconfirmed')],
    cause: 'A lookup that the sign-in needs failed with an error that repeating does not heal.',
    remedy: 'Open a support request with trace id and time.',
    who: support,
    source,
  },
]
