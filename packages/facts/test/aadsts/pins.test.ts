import { aadstsByCode } from '@versekey/facts/aadsts'
import { describe, expect, it } from 'vitest'

type Pin = readonly [code: number, error: string, status: number, suberror: string | undefined, source: string]

/** First form at the token endpoint, literally. */
const atTheTokenEndpoint: readonly Pin[] = [
  [7000215, 'invalid_client', 401, undefined, 'error codes reference; public logs'],
  [7000222, 'invalid_client', 401, undefined, 'azure-sdk and Budibase issue logs, 2025'],
  [7000218, 'invalid_client', 401, undefined, 'error codes reference; public logs'],
  [7000229, 'invalid_client', 401, undefined, 'azure-sdk-for-net issue 46762'],
  [700016, 'unauthorized_client', 400, undefined, 'error codes reference; public logs'],
  [700021, 'invalid_client', 401, undefined, 'certificate credentials; status unconfirmed'],
  [700023, 'invalid_client', 401, undefined, 'MSAL.NET issue 2746'],
  [700024, 'invalid_client', 401, undefined, 'Sato issue 1: error; status unconfirmed'],
  [700025, 'invalid_client', 401, undefined, 'error codes reference; public logs'],
  [700027, 'invalid_client', 401, undefined, 'MSAL.js issue 8339'],
  [50034, 'invalid_grant', 400, 'bad_token', 'recordings of the Azure SDK for JavaScript'],
  [50055, 'invalid_grant', 400, 'user_password_expired', 'UiRequiredExceptionClassification'],
  [50126, 'invalid_grant', 400, undefined, 'public logs'],
  [50173, 'invalid_grant', 400, 'bad_token', 'recordings of the Azure SDK for JavaScript'],
  [65001, 'invalid_grant', 400, 'consent_required', 'public logs'],
  [500011, 'invalid_resource', 400, undefined, 'public logs'],
  [1002012, 'invalid_scope', 400, undefined, 'client credentials flow; public logs'],
  [70011, 'invalid_scope', 400, undefined, 'error codes reference, sample response'],
  [70003, 'unsupported_grant_type', 400, undefined, 'RFC 6749 section 5.2'],
  [70016, 'authorization_pending', 400, undefined, 'recordings of the Azure SDK for JavaScript'],
  [90002, 'invalid_request', 400, undefined, 'public logs'],
  [900144, 'invalid_request', 400, undefined, 'error codes reference'],
  [9001023, 'invalid_request', 400, undefined, 'error codes reference'],
  [90055, 'temporarily_unavailable', 429, undefined, 'status unconfirmed'],
]

const texts: readonly (readonly [code: number, message: string, source: string])[] = [
  [
    7000215,
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{clientId}'.",
    'public logs',
  ],
  [
    7000222,
    "The provided client secret keys for app '{clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
    'Budibase issue 15843',
  ],
  [
    7000229,
    'The client application {clientId} is missing service principal in the tenant {tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119',
    'Commercial-Marketplace-SaaS-Accelerator issue 830',
  ],
  [900144, "The request body must contain the following parameter: '{parameter}'.", 'error codes reference'],
  [
    9000411,
    "The request is not properly formatted. The parameter '{parameter}' is duplicated.",
    'MSAL Android issue 688',
  ],
  [50126, 'Error validating credentials due to invalid username or password.', 'public logs'],
  [50027, 'JWT token is invalid or malformed.', 'public logs'],
  [
    900023,
    "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external domain.",
    'public logs, 2026',
  ],
]

describe('AADSTS codes people meet most', () => {
  it.each(atTheTokenEndpoint)('AADSTS%i is %s with status %i, suberror %s (%s)', (code, error, status, suberror) => {
    const form = aadstsByCode.get(code)?.wire.find(({ at }) => at === 'token')
    expect([form?.error, form?.status, form?.suberror]).toEqual([error, status, suberror])
  })

  it.each(texts)('AADSTS%i says "%s" (%s)', (code, message) => {
    expect(aadstsByCode.get(code)?.message).toBe(message)
  })

  it('AADSTS50076 is invalid_grant at v2 and interaction_required at v1, both with basic_action (public logs)', () => {
    const forms = aadstsByCode.get(50076)?.wire.map(({ protocol, error, suberror }) => [protocol, error, suberror])
    expect(forms).toEqual([
      ['v2', 'invalid_grant', 'basic_action'],
      ['v1', 'interaction_required', 'basic_action'],
    ])
  })

  it('AADSTS90002 is invalid_tenant in discovery (recordings of the Azure SDK for JavaScript)', () => {
    expect(aadstsByCode.get(90002)?.wire).toContainEqual({
      at: 'discovery',
      error: 'invalid_tenant',
      status: 400,
      evidence: 'recorded',
    })
  })

  it('AADSTS50011 is a page: an unregistered redirect URI gets no redirect (RFC 6749 section 4.1.2.1)', () => {
    expect(aadstsByCode.get(50011)?.wire).toEqual([{ at: 'authorize', evidence: 'documented' }])
  })

  it('AADSTS700024 admits that its status is unconfirmed', () => {
    expect(aadstsByCode.get(700024)?.wire[0]?.evidence).toBe('unconfirmed')
  })
})
