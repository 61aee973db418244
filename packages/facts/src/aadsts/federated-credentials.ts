import type { AadstsEntry } from './entry.ts'
import { errorCodeReference, publicLogs as source, workloadIdentityFederation } from './sources.ts'
import { token } from './wire.ts'

const mismatch = [token('invalid_client', 401, 'public'), token('invalid_request', 400, 'public')]

/** Workload identity federation: a token of another issuer in place of a secret. */
export const federatedCredentials: readonly AadstsEntry[] = [
  {
    code: 70021,
    title: 'No federated credential matches the token',
    wire: [token('invalid_request', 400, 'public')],
    cause:
      'No credential of the application has the issuer, subject and audience of the token, or it was added only minutes ago.',
    remedy:
      'Compare the claims iss, sub and aud with App registrations > Certificates & secrets > Federated credentials letter by letter. After a change, try again for some minutes.',
    who: 'the developer of the client',
    source: workloadIdentityFederation,
  },
  {
    code: 700211,
    title: 'The issuer of the federated token does not match',
    wire: mismatch,
    cause: 'The claim iss differs from the issuer of every federated credential, often by a trailing slash.',
    remedy: 'Copy iss from the token into the issuer of the federated credential exactly.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 700212,
    title: 'The audience of the federated token does not match',
    wire: mismatch,
    cause: 'The claim aud is not the audience of the federated credential.',
    remedy: 'Let the issuer set aud to api://AzureADTokenExchange, or change the audience of the credential.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 700213,
    title: 'The subject of the federated token does not match',
    wire: mismatch,
    cause:
      'The claim sub differs from the credential: another branch, environment, namespace or service account, or other letter case.',
    remedy: 'Print the claim sub of the token and copy it into the subject of the federated credential exactly.',
    who: 'the developer of the client',
    source,
  },
  {
    code: 700229,
    title: 'A user token was used as federated credential',
    wire: [token('invalid_client', 401, 'inferred')],
    cause: "Of Entra's own tokens only app-only ones, such as those of a managed identity, may stand for a client.",
    remedy:
      'Get the token by client credentials or managed identity for api://AzureADTokenExchange, not on behalf of a user.',
    who: 'the developer of the client',
    source: errorCodeReference,
  },
]
