import type { AadstsEntry } from './entry.ts'
import { certificateCredentials, publicLogs, errorCodeReference as source } from './sources.ts'
import { device, token } from './wire.ts'

const wrongClient = [token('invalid_client', 401, 'public')]
const inferred = [token('invalid_client', 401, 'inferred')]
const unconfirmed = [token('invalid_client', 401, 'unconfirmed')]

/** The client did not prove who it is: secrets, certificates, signed assertions. */
export const clientAuthentication: readonly AadstsEntry[] = [
  {
    code: 50012,
    title: 'The certificate the client signed with is not trusted',
    message: 'Client assertion contains an invalid signature. [Reason - {reason}]',
    wire: inferred,
    cause:
      'The certificate behind the client assertion is not accepted: its thumbprint or subject is not registered, its chain is incomplete, or the signature does not match.',
    remedy:
      'Upload the public part of the certificate under App registrations > your app > Certificates & secrets. With subject name and issuer trust, send the whole chain in the x5c header.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 50017,
    title: 'The certificate chain could not be validated',
    wire: inferred,
    cause:
      'The issuing authority is not among the trusted ones, or its revocation list could not be downloaded in time.',
    remedy:
      'Upload the issuing authority under Security > Certificate authorities, and publish its revocation list at an address that the internet can reach.',
    who: 'a tenant administrator',
    source,
  },
  {
    code: 50027,
    title: 'A JSON web token in the request is malformed',
    message: 'JWT token is invalid or malformed.',
    wire: [token('invalid_client', 401, 'unconfirmed'), token('invalid_request', 400, 'unconfirmed')],
    cause:
      'The assertion is not three base64url parts, lacks a claim such as sub or the certificate thumbprint in its header, or has an issuer, audience or time that does not fit.',
    remedy:
      'Build the assertion anew: header alg PS256 or RS256 with x5t#S256 or x5t, claims aud, iss, sub, jti, nbf and exp, each part base64url without padding.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 50048,
    title: 'Issuer and subject of the client assertion differ',
    message: 'Subject mismatches Issuer claim in the client assertion.',
    wire: inferred,
    cause:
      'A client that signs its own assertion speaks for itself, so the claims iss and sub must hold the same value.',
    remedy: 'Set both iss and sub to the application (client) id.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 70002,
    title: 'The client credentials did not validate',
    message: 'Error validating credentials.',
    wire: [
      token('invalid_client', 401, 'documented'),
      { ...token('invalid_grant', 400, 'documented'), protocol: 'v1' },
    ],
    cause:
      'The secret does not match any secret of the application. The v1 endpoint also puts this code in front of another one that names the real reason.',
    remedy:
      'Look at the second code of error_codes if there is one. Otherwise send the current value of a client secret.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 700021,
    title: 'The client assertion was made for another application',
    message:
      "Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .",
    wire: unconfirmed,
    cause: 'The claims iss and sub of the assertion name another application than the parameter client_id.',
    remedy: 'Use one application (client) id in all three places: iss, sub and client_id.',
    who: 'the developer of the client',
    source: certificateCredentials,
  },
  {
    code: 700023,
    title: 'The client assertion was made for another authority',
    message:
      'Client assertion audience claim does not match Realm issuer. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .',
    wire: [...wrongClient, token('invalid_scope', 400, 'documented')],
    cause:
      'The claim aud of the assertion is not the token endpoint that was called, typically because of another cloud, another tenant or a region host. The vendor also lists this code for a scope without resource.',
    remedy:
      'Set aud to the URL of the token endpoint you post to, with the same tenant. If you sent a bare scope name, put the environment URL in front of it.',
    who: 'the developer of the client',
    source: publicLogs,
  },
  {
    code: 700024,
    title: 'The client assertion has expired or is not valid yet',
    message:
      'Client assertion is not within its valid time range. Current time: {now}, assertion valid from {notBefore}, expiry time of assertion {expiry}. Review the documentation at https://learn.microsoft.com/entra/identity-platform/certificate-credentials .',
    wire: unconfirmed,
    cause:
      'The clock of the client is wrong, local time was used where UTC is expected, or an assertion made earlier was sent again.',
    remedy:
      'Synchronise the clock, compute nbf and exp from UTC seconds, let exp be at most ten minutes ahead, and sign a new assertion when the old one runs out.',
    who: 'the developer of the client',
    source: publicLogs,
  },
  {
    code: 700025,
    title: 'A public client sent a credential',
    message: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    wire: wrongClient,
    cause:
      'The application counts as public here: its redirect URI is registered under Mobile and desktop applications, or "Allow public client flows" is on.',
    remedy:
      'Send no secret and no assertion. If the client can keep a secret, register the redirect URI under Web and set "Allow public client flows" (isFallbackPublicClient) to no.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 700026,
    title: 'The application has no certificate registered',
    message: 'Client application has no configured keys.',
    wire: unconfirmed,
    cause: 'The client signed an assertion, but keyCredentials of the application is empty.',
    remedy:
      'Upload the public part of the certificate under App registrations > your app > Certificates & secrets > Certificates.',
    who: 'the developer of the client',
    source: publicLogs,
  },
  {
    code: 700027,
    title: 'The signature of the client assertion is not valid',
    message: 'Client assertion failed signature validation. [Reason - {reason}]',
    wire: wrongClient,
    cause:
      'No certificate of the application has the thumbprint in the header, the private key does not belong to it, or the algorithm is not RSA.',
    remedy:
      'Compare the thumbprint with App registrations > your app > Certificates & secrets, upload the matching certificate, and sign with PS256 or RS256. Elliptic curve keys are refused.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 700030,
    title: 'The subject name of the certificate is not authorised',
    wire: inferred,
    cause: 'The application trusts certificates by subject name and issuer, and this subject is not among them.',
    remedy:
      'Add the subject name to the trusted subjects of the application, or sign with a certificate that carries a trusted one.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 7000215,
    title: 'The client secret is wrong',
    message:
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{clientId}'.",
    wire: wrongClient,
    cause:
      'No secret of the application matches. Often the secret id was copied instead of the value, the value was cut or not form-encoded, or it belongs to another application.',
    remedy:
      'Create a new secret under App registrations > your app > Certificates & secrets, copy the column Value at once (it is shown only once), and encode it as a form value.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 7000216,
    title: 'Client credentials came without a credential',
    message: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    wire: inferred,
    cause:
      'The client_credentials grant was sent with neither secret nor assertion, often because a variable was empty.',
    remedy:
      'Send client_secret or client_assertion in the form body. Check that the environment variable or file behind it is set for this process.',
    who: 'the developer of the client',
    source: publicLogs,
  },
  {
    code: 7000218,
    title: 'The client credential is missing',
    message: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    wire: [token('invalid_client', 401, 'public'), device('invalid_client', 401, 'public')],
    cause:
      'The application counts as confidential and sent neither secret nor assertion. A sign-in by password or device code also ends here when public client flows are off.',
    remedy:
      'Send client_secret or client_assertion. For a client without a secret, set App registrations > Authentication > "Allow public client flows" (isFallbackPublicClient) to yes.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 7000222,
    title: 'The client secret has expired',
    message:
      "The provided client secret keys for app '{clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.",
    wire: wrongClient,
    cause: 'The end date of the secret has passed. Secrets live two years at most when made in the portal.',
    remedy:
      'Add a new secret under App registrations > your app > Certificates & secrets, hand its value to the client, then delete the old one. A certificate or a managed identity avoids the next expiry.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 900384,
    title: 'The signature of a JSON web token did not validate',
    wire: [token('invalid_grant', 400, 'unconfirmed'), token('invalid_client', 401, 'unconfirmed')],
    cause: 'A token in the request was changed, cut, or signed with a key that its issuer does not publish.',
    remedy: 'Send the token exactly as it was issued, and get a new one if its signing key has been rolled over.',
    who: 'the developer of the client',
    source,
  },
]
