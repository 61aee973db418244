/** What a user of the real services might look for and not find here yet; asking for it gets an error that says so. */
export const notEmulatedYet: readonly string[] = [
  'Entra ID: authorization code, device code, refresh tokens, on-behalf-of, managed identity, consent pages, federation',
  'Microsoft Graph, the Power Platform admin API and the global discovery service',
  'Dataverse: $filter, $expand, $orderby, $batch, update and delete, impersonation, request limits',
  'Dataverse over SOAP (Organization.svc), so the .NET ServiceClient connects but does not read rows',
]
