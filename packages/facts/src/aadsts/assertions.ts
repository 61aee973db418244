import type { AadstsEntry } from './entry.ts'
import { onBehalfOfFlow, errorCodeReference as source } from './sources.ts'
import { redirect, token } from './wire.ts'

const grant = token('invalid_grant', 400, 'inferred')

/** Assertions as grants: on behalf of a user, SAML bearer. */
export const assertions: readonly AadstsEntry[] = [
  {
    code: 50006,
    title: 'A signature is not valid',
    wire: [token('invalid_grant', 400, 'unconfirmed')],
    cause: 'The signed part of the request was changed after signing, or signed with an unknown key.',
    remedy: 'Pass tokens and assertions on unchanged, and sign anew after a key rollover.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 50008,
    title: 'The SAML assertion is missing or misconfigured',
    wire: [token('invalid_grant', 400, 'unconfirmed')],
    cause: 'The federation provider sent an assertion without what Entra ID needs.',
    remedy: 'Compare the claim rules of the provider with those that Entra Connect sets up (ImmutableID, UPN).',
    who: 'the administrator of the home tenant',
    source,
  },
  {
    code: 50013,
    title: 'The assertion is not valid',
    wire: [token('invalid_grant', 400, 'public')],
    cause: 'The token handed on is expired, of another issuer, an ID token, or its signature does not validate.',
    remedy: 'Send the access token that your API received, issued for your API by this tenant, without changing it.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 500131,
    title: 'The assertion was issued for another audience',
    wire: [token('invalid_grant', 400, 'unconfirmed')],
    cause:
      'aud of the incoming token is neither the client id nor an Application ID URI of the calling API; letter case counts.',
    remedy: 'Let the caller request a scope of your API, and write the Application ID URI in lower case.',
    who: 'the developer of the client',
    source: onBehalfOfFlow,
  },
  {
    code: 500133,
    title: 'The assertion is outside its time of validity',
    wire: [grant],
    cause: 'The token handed on has expired, or the clock of its maker is wrong.',
    remedy: 'Check exp before you pass a token on, and let the caller fetch a new one.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 50107,
    title: 'The federation realm does not exist',
    wire: [token('invalid_request', 400, 'public'), redirect('invalid_request', 'public')],
    cause: 'The issuer of the SAML or JWT grant is not a federated domain of the tenant.',
    remedy: 'Compare issuerUri of the federation settings of the domain with the issuer in the assertion.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 67003,
    title: 'The actor is not a service identity',
    wire: [token('invalid_request', 400, 'inferred')],
    cause: 'The actor token of the request does not belong to an application.',
    remedy: 'Use a token from client credentials as the actor.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 7000113,
    title: 'An app-only token cannot be used on behalf of a user',
    wire: [grant, token('unauthorized_client', 400, 'inferred')],
    cause: 'The incoming token stands for an application, and there is no user to act for.',
    remedy: 'Call the next API with client credentials of your own.',
    who: 'the developer of the client',
    source: onBehalfOfFlow,
  },
  {
    code: 7000114,
    title: 'The application may not make on-behalf-of calls',
    wire: [token('unauthorized_client', 400, 'inferred'), grant],
    cause: 'The application is not allowed to exchange tokens of other applications.',
    remedy: 'Use client credentials, or a delegated token of a user.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 90016,
    title: 'The token lacks a required claim',
    wire: [grant],
    cause: 'The access token or assertion does not hold a claim that this grant needs.',
    remedy: 'Send a token for your own API that was issued to a signed-in user.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 240002,
    title: 'An ID token cannot be exchanged',
    wire: [grant],
    cause: 'The jwt-bearer grant received an ID token.',
    remedy: 'Send the access token that was issued for your API.',
    who: 'the developer of the client',
    source,
  },
]
