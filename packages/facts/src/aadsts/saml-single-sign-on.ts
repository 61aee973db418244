import type { AadstsEntry } from './entry.ts'
import { errorCodeReference as source } from './sources.ts'
import { page } from './wire.ts'

const wire = [page('inferred')]
const who = 'the publisher of the application'

/** SAML 2.0 single sign-on; a client of Dataverse meets these only in a browser. */
export const samlSingleSignOn: readonly AadstsEntry[] = [
  {
    code: 75001,
    title: 'The SAML message could not be bound',
    wire,
    cause: 'The message is not encoded as its binding demands.',
    remedy: 'Deflate and base64-encode for HTTP-Redirect, base64-encode for HTTP-POST.',
    who,
    source,
  },
  {
    code: 75003,
    title: 'The SAML response binding is not supported',
    wire,
    cause: 'Responses can be sent by HTTP POST only.',
    remedy: 'Set ProtocolBinding to urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST or leave it out.',
    who,
    source,
  },
  {
    code: 75005,
    title: 'The SAML request is not one Entra ID supports',
    wire,
    cause: 'The AuthnRequest has unsupported elements or is no AuthnRequest.',
    remedy: 'Send a plain AuthnRequest with ID, IssueInstant, Issuer and, if wanted, AssertionConsumerServiceURL.',
    who,
    source,
  },
  {
    code: 75008,
    title: 'The SAML request has an unexpected destination',
    wire,
    cause: 'Destination is not the sign-on URL of the tenant.',
    remedy: 'Set Destination to https://login.microsoftonline.com/<tenant>/saml2.',
    who,
    source,
  },
  {
    code: 75011,
    title: 'The authentication method is not the requested one',
    wire,
    cause:
      'RequestedAuthnContext asks for one method exactly, and the user signed in with another, for example with a second factor.',
    remedy: 'Remove RequestedAuthnContext from the AuthnRequest.',
    who,
    source,
  },
  {
    code: 75016,
    title: 'The NameIDPolicy of the SAML request is not valid',
    wire,
    cause: 'The requested Format or SPNameQualifier is not supported.',
    remedy: 'Ask for unspecified, emailAddress, persistent or transient.',
    who,
    source,
  },
  {
    code: 750054,
    title: 'The SAML request is missing from the query',
    wire,
    cause:
      'The redirect binding needs SAMLRequest or SAMLResponse as a query parameter; often the sign-on URL itself was opened.',
    remedy: 'Start at the application, or set its Sign on URL under Single sign-on.',
    who,
    source,
  },
  {
    code: 7500514,
    title: 'The SAML response is of an unknown type',
    wire,
    cause: 'The message is neither a Response nor an Assertion in the SAML 2.0 namespaces.',
    remedy: 'Correct root element and namespace of the message.',
    who,
    source,
  },
  {
    code: 76021,
    title: 'The application requires signed requests',
    wire,
    cause: 'The AuthnRequest is unsigned, and verification certificates are required.',
    remedy: 'Sign the request, or switch off Single sign-on > Verification certificates > Require.',
    who,
    source,
  },
  {
    code: 76026,
    title: 'The SAML request is too old',
    wire,
    cause: 'IssueInstant lies outside the allowed time, mostly because of a bookmark or a wrong clock.',
    remedy: 'Start at the application again, and synchronise its clock.',
    who,
    source,
  },
]
