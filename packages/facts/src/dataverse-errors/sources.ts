/** Titles of the documents the entries come from. */

export const errorCodes = 'Web service error codes (Microsoft Dataverse)'
export const observed = 'Error responses quoted in public issue trackers of Dataverse clients'
export const serviceProtection = 'Service protection API limits (Microsoft Dataverse)'
export const composeRequests = 'Compose HTTP requests and handle errors (Microsoft Dataverse)'
export const serviceClientSource = 'Source of Microsoft.PowerPlatform.Dataverse.Client'
