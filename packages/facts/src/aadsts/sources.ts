/** Titles of the documents the entries come from. */

export const errorCodeReference = 'Microsoft Entra authentication and authorization error codes'
export const publicLogs = 'Error responses quoted in public issue trackers of client libraries'
export const certificateCredentials = 'Microsoft identity platform: certificate credentials'
export const clientCredentialsFlow = 'Microsoft identity platform: OAuth 2.0 client credentials flow'
export const authorizationCodeFlow = 'Microsoft identity platform: OAuth 2.0 authorization code flow'
export const deviceCodeFlow = 'Microsoft identity platform: OAuth 2.0 device authorization grant flow'
export const onBehalfOfFlow = 'Microsoft identity platform: OAuth 2.0 on-behalf-of flow'
export const workloadIdentityFederation = 'Workload identity federation considerations and limitations'
