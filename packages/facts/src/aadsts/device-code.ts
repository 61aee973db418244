import type { AadstsEntry } from './entry.ts'
import { deviceCodeFlow, errorCodeReference as source } from './sources.ts'
import { device, token } from './wire.ts'

/** The device authorization grant (RFC 8628). */
export const deviceCode: readonly AadstsEntry[] = [
  {
    code: 50134,
    title: 'The device code was approved in another data centre',
    wire: [token('invalid_grant', 400, 'inferred')],
    cause: 'Request and approval reached different data centres, which happens with VPNs.',
    remedy: 'Start again, with device and browser in the same region.',
    who: 'the person signing in',
    source,
  },
  {
    code: 70016,
    title: 'The user has not finished yet',
    wire: [token('authorization_pending', 400, 'recorded')],
    cause: 'Normal while the user has not entered the code.',
    remedy: 'Poll again after interval seconds, until expires_in is over.',
    who: 'nobody: it is part of normal operation',
    source,
  },
  {
    code: 70018,
    title: 'The device or user code is wrong',
    wire: [token('bad_verification_code', 400, 'inferred')],
    cause: 'The client polled with a code that was never issued, or the user typed another code.',
    remedy: 'Send device_code (v1: code) exactly as received, and show user_code as it is.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 70019,
    title: 'The verification code has expired',
    wire: [
      { ...token('code_expired', 400, 'unconfirmed'), protocol: 'v1' },
      { ...token('expired_token', 400, 'unconfirmed'), protocol: 'v2' },
    ],
    cause: 'The user did not enter the code within fifteen minutes.',
    remedy: 'Request a new code and show it.',
    who: 'the person signing in',
    source,
  },
  {
    code: 70020,
    title: 'The device code has expired',
    wire: [token('expired_token', 400, 'public')],
    cause: 'The client went on polling after expires_in, 900 seconds.',
    remedy: 'Stop at expires_in and offer to start again.',
    who: 'the developer of the client',
    source: deviceCodeFlow,
  },
  {
    code: 90119,
    title: 'The user code is empty',
    wire: [device('invalid_request', 400, 'inferred')],
    cause: 'The page was submitted without a code.',
    remedy: 'Type the code that the device shows.',
    who: 'the person signing in',
    source,
  },
  {
    code: 90120,
    title: 'The device request was already approved or declined',
    wire: [device('invalid_request', 400, 'inferred'), device('invalid_grant', 400, 'inferred')],
    cause: 'A code can be answered once.',
    remedy: 'Start again with a new code.',
    who: 'the person signing in',
    source,
  },
  {
    code: 90121,
    title: 'The request is empty',
    wire: [device('invalid_request', 400, 'inferred')],
    cause: 'A request of the device flow arrived without parameters.',
    remedy: 'Send client_id and scope to /devicecode, and client_id, grant_type and device_code to /token.',
    who: 'the developer of the client',
    source,
  },
]
