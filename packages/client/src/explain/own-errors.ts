import type { Actor } from '@versekey/facts/evidence'
import type { CertificateErrorReason } from '../errors/certificate-error.ts'
import type { ChallengeErrorReason } from '../errors/challenge-error.ts'
import type { TransportErrorReason } from '../errors/transport-error.ts'
import type { UnexpectedResponseReason } from '../errors/unexpected-response-error.ts'
import type { VersekeyErrorCode } from '../errors/versekey-error.ts'

/** What an own error means. */
export interface OwnErrorEntry {
  readonly title: string
  readonly cause: string
  readonly remedy: string
  readonly who: Actor
  readonly source: string
}

const developer = 'the developer of the client'
const thisPackage = '@versekey/client'

/** What each code means when no `reason` tells more. */
export const ownErrors: Readonly<Record<VersekeyErrorCode, OwnErrorEntry>> = {
  VERSEKEY_CERTIFICATE: {
    title: 'The certificate or its private key cannot sign.',
    cause: 'The text that was given holds no usable pair of an RSA certificate and its unencrypted private key.',
    remedy:
      'Read the message, which says what is missing; "openssl req -x509 -newkey rsa:2048 -nodes" makes such a pair.',
    who: developer,
    source: 'Microsoft identity platform: certificate credentials',
  },
  VERSEKEY_CHALLENGE: {
    title: 'The environment was not believed when it said where to sign in.',
    cause:
      'Its answer to a request without a token did not name a trusted authority and its own address. No secret was sent.',
    remedy:
      'Check the address of the environment; if it is right, give tenantId and, outside of the known clouds, authorityHost.',
    who: developer,
    source: 'RFC 9700 section 4.9.1',
  },
  VERSEKEY_CONFIGURATION: {
    title: 'An option or argument cannot work.',
    cause: 'The message names the option and says what would be right. Nothing was sent.',
    remedy: 'Correct the option.',
    who: developer,
    source: thisPackage,
  },
  VERSEKEY_DATAVERSE: {
    title: 'The Dataverse Web API refused the request.',
    cause:
      'The status tells the kind: 401 the token was not accepted, 403 a right is missing, 404 there is no such thing, 429 too many requests.',
    remedy: 'Look at status, errorCode and serverMessage; quote requestId when asking Microsoft.',
    who: 'an environment administrator',
    source: 'Compose HTTP requests and handle errors',
  },
  VERSEKEY_FOREIGN_ORIGIN: {
    title: 'A token was about to go to another host than the environment.',
    cause: 'The address of a request, or a redirect, leads to another origin. The token was not sent there.',
    remedy: 'Use addresses of the environment with the connection, and plain fetch for other hosts.',
    who: developer,
    source: 'RFC 9700 section 4.9.1',
  },
  VERSEKEY_TOKEN_ENDPOINT: {
    title: 'The authority refused a token.',
    cause: 'The endpoint answered with an OAuth error whose AADSTS code, if it has one, is not in the catalogue.',
    remedy: 'Look at error, suberror and errorDescription; quote correlationId and traceId when asking Microsoft.',
    who: developer,
    source: 'RFC 6749 section 5.2',
  },
  VERSEKEY_TRANSPORT: {
    title: 'A server could not be reached.',
    cause: 'The network, a proxy, or the server broke the exchange off before the answer was complete.',
    remedy: 'Check that this machine reaches the host over https; a proxy may have to be configured for the process.',
    who: 'the network administrator',
    source: thisPackage,
  },
  VERSEKEY_UNEXPECTED_RESPONSE: {
    title: 'A server answered with something that is not the protocol.',
    cause: 'Another service answers at that address, or a proxy or firewall answered in its place.',
    remedy: 'Check the address, and ask for it from this machine with another tool to see what answers.',
    who: 'the network administrator',
    source: thisPackage,
  },
}

type Reason = CertificateErrorReason | ChallengeErrorReason | TransportErrorReason | UnexpectedResponseReason

/** What a reason adds to, or puts in the place of, what its code says. */
export const ownReasons: Readonly<Record<Reason, Partial<OwnErrorEntry>>> = {
  missing_block: {
    title: 'The certificate or the private key is missing.',
    cause: 'The PEM text holds no block of the kind that is needed.',
    remedy: 'Give the text with "BEGIN CERTIFICATE" and the one with "BEGIN PRIVATE KEY"; both may stand in one file.',
  },
  malformed: {
    title: 'The certificate or the private key cannot be read.',
    cause: 'The PEM text was cut, edited, or had its line breaks replaced on the way through a variable.',
    remedy: 'Export it again, and keep line breaks as they are when passing it through a variable.',
  },
  encrypted_key: {
    title: 'The private key is protected by a passphrase.',
    cause: 'This library reads unencrypted keys only.',
    remedy:
      'Decrypt it with "openssl pkey -in key.pem -out plain.pem", readable by its owner only, or keep it in a secret store.',
  },
  unsupported_key: {
    title: 'The key is not an RSA key of 2048 bits or more.',
    cause: 'Entra ID does not accept elliptic curve keys for client assertions, and PS256 does not allow shorter keys.',
    remedy: 'Make a certificate with an RSA key of 2048 bits or more, and upload it to the app registration.',
  },
  key_mismatch: {
    title: 'The private key is not that of the certificate.',
    cause:
      'Certificate and key come from different pairs, for example after a renewal that replaced only one of the files.',
    remedy: 'Give the pair that was made together.',
  },
  unexpected_status: {
    title: 'The address does not behave like a Dataverse environment.',
    cause: 'A request without a token was not answered with 401.',
    remedy: 'Check environmentUrl; it is the address of the environment alone, as in https://org.crm4.dynamics.com.',
  },
  no_bearer_challenge: {
    title: 'The environment did not say where to sign in.',
    cause: 'Its 401 answer has no Bearer challenge. In a browser scripts cannot read it.',
    remedy: 'Give tenantId to the credential or to connect.',
  },
  missing_parameter: {
    title: 'The environment said only half of where to sign in.',
    cause: 'Its challenge lacks authorization_uri or resource_id.',
    remedy: 'Give tenantId to the credential or to connect, and check that nothing between rewrites headers.',
  },
  malformed_url: {
    title: 'The environment named an address that is not an https URL.',
    cause: 'The challenge is broken or hostile.',
    remedy: 'Check environmentUrl; do not give a secret to what answers there before you know who it is.',
  },
  authority_not_trusted: {
    title: 'The environment named an authority that is not trusted.',
    cause:
      'It is not an authority of the cloud that the environment belongs to. For an emulator or a private host that is to be expected.',
    remedy: 'If you trust the authority, name it as authorityHost; otherwise check environmentUrl.',
  },
  resource_mismatch: {
    title: 'The environment named another address than its own.',
    cause: 'resource_id has another origin than environmentUrl: a redirecting name, a proxy, or a hostile host.',
    remedy: 'Use the address that the environment gives for itself, if it is one that you trust.',
  },
  malformed_tenant: {
    title: 'The environment named something that is no tenant.',
    cause: 'The challenge is broken or hostile.',
    remedy: 'Give tenantId to the credential or to connect.',
  },
  tenant_not_specific: {
    title: 'The environment named no single tenant.',
    cause: 'It named "common" or the like, and an application signs in to exactly one tenant.',
    remedy: 'Give tenantId to the credential or to connect.',
  },
  name_not_found: {
    title: 'The host name has no address.',
    cause: 'It is misspelt, or this machine cannot look up names outside of its network.',
    remedy: 'Check the address; behind a proxy, configure the process to use it.',
  },
  connection_refused: {
    title: 'The host refused the connection.',
    cause: 'Nothing listens at that port, or a firewall refuses it.',
    remedy: 'Check host and port; for an emulator, check that it runs.',
  },
  certificate_not_trusted: {
    title: "The server's certificate is not trusted.",
    cause: 'It was issued by an authority that this process does not know: an emulator, or a proxy that inspects TLS.',
    remedy:
      'Name the file of that authority in NODE_EXTRA_CA_CERTS before the process starts. Do not turn verification off.',
    who: developer,
  },
  timeout: { title: 'The server took too long.', cause: 'No complete answer came within the time allowed.' },
  network: {},
  too_large: { title: 'The answer is larger than any proper one.' },
  not_json: { title: 'The answer is not JSON.' },
  not_conform: { title: 'The answer is JSON, but not what the protocol asks for.' },
  redirect: {
    title: 'The server redirected where that cannot be followed.',
    cause:
      'A token endpoint redirected, there were too many redirects, or the body of the request cannot be sent twice.',
  },
}
