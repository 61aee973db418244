import type { Evidence } from './evidence.ts'

/** An identifier that is the same in every tenant. */
export interface WellKnownId {
  /** A GUID, except for the few that are URIs. */
  readonly id: string
  readonly title: string
  readonly evidence: Evidence
  readonly source: string
  /** Redirect URIs the client is registered with; only where `id` names a client. */
  readonly redirectUris?: readonly string[]
}

/** Application id of Dataverse as a resource, shown as "Dynamics CRM" or "Dataverse" in permission lists. */
export const dataverseResourceAppId = '00000007-0000-0000-c000-000000000000'
/** Id of the delegated permission `user_impersonation` of Dataverse: type `Scope` in `requiredResourceAccess`. */
export const userImpersonationScopeId = '78ce3f0f-a1ce-49c2-8cde-64b5c0896db4'
/** Application id of Microsoft Graph. */
export const microsoftGraphAppId = '00000003-0000-0000-c000-000000000000'
/** Tenant of personal Microsoft accounts; `consumers` in an authority URL stands for it. */
export const personalAccountsTenantId = '9188040d-6c67-4c5b-b112-36a304b66dad'
/** Public client that Microsoft's Dataverse samples use; not for production. */
export const dataverseSampleClientId = '51f81489-12ee-4a9e-aaae-a2591f45987d'
/** Public client of the Azure CLI, also the default of the interactive credentials of `@azure/identity`. */
export const azureCliClientId = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'

const publicRepositories = 'Manifests and sources of public repositories'

/** Name of a well-known identifier. */
export type WellKnownIdName =
  | 'dataverseResource'
  | 'userImpersonationScope'
  | 'dataverseSampleClient'
  | 'dynamicsToolingClient'
  | 'powerPlatformCliClient'
  | 'powerAppsService'
  | 'microsoftGraph'
  | 'microsoftGraphUserReadScope'
  | 'azureAdGraph'
  | 'azureServiceManagement'
  | 'azureCliClient'
  | 'azurePowerShellClient'
  | 'microsoftGraphPowerShellClient'
  | 'visualStudioClient'
  | 'visualStudioCodeAccountClient'
  | 'microsoftOfficeClient'
  | 'personalAccountsTenant'
  | 'microsoftServicesTenant'
  | 'federatedCredentialAudience'
  | 'nativeClientRedirectUri'

/** Identifiers that clients of Dataverse meet in registrations, tokens and logs. */
export const wellKnownIds: Readonly<Record<WellKnownIdName, WellKnownId>> = {
  dataverseResource: {
    id: dataverseResourceAppId,
    title: 'Dataverse (Dynamics CRM) as a resource',
    evidence: 'documented',
    source: 'Use OAuth authentication with Microsoft Dataverse',
  },
  userImpersonationScope: {
    id: userImpersonationScopeId,
    title: 'Delegated permission user_impersonation of Dataverse',
    evidence: 'public',
    source: publicRepositories,
  },
  dataverseSampleClient: {
    id: dataverseSampleClientId,
    title: 'Client of the Dataverse samples',
    evidence: 'documented',
    source: 'Use connection strings in XRM tooling to connect to Microsoft Dataverse',
    redirectUris: ['app://58145B91-0C36-4500-8554-080854F2AC97', 'http://localhost'],
  },
  dynamicsToolingClient: {
    id: '2ad88395-b77d-4561-9441-d0e40824f9bc',
    title: 'Older client of Dynamics tools',
    evidence: 'unconfirmed',
    source: publicRepositories,
    redirectUris: ['app://5d3e90d6-aa8e-48a8-8f2c-58b45cc67315'],
  },
  powerPlatformCliClient: {
    id: '9cee029c-6210-4654-90bb-17e6e9d36617',
    title: 'Power Platform CLI',
    evidence: 'unconfirmed',
    source: publicRepositories,
  },
  powerAppsService: {
    id: '475226c6-020e-4fb2-8a90-7a972cbfc1d4',
    title: 'PowerApps Service, resource of the admin API',
    evidence: 'public',
    source: publicRepositories,
  },
  microsoftGraph: {
    id: microsoftGraphAppId,
    title: 'Microsoft Graph',
    evidence: 'public',
    source: publicRepositories,
  },
  microsoftGraphUserReadScope: {
    id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d',
    title: 'Delegated permission User.Read of Microsoft Graph',
    evidence: 'public',
    source: publicRepositories,
  },
  azureAdGraph: {
    id: '00000002-0000-0000-c000-000000000000',
    title: 'Azure AD Graph, retired',
    evidence: 'documented',
    source: 'Microsoft Graph: application: addKey',
  },
  azureServiceManagement: {
    id: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    title: 'Azure Service Management (Azure Resource Manager)',
    evidence: 'public',
    source: publicRepositories,
  },
  azureCliClient: {
    id: azureCliClientId,
    title: 'Azure CLI',
    evidence: 'client-source',
    source: 'Sources of azure-cli and @azure/identity',
  },
  azurePowerShellClient: {
    id: '1950a258-227b-4e31-a9cf-717495945fc2',
    title: 'Azure PowerShell',
    evidence: 'unconfirmed',
    source: publicRepositories,
  },
  microsoftGraphPowerShellClient: {
    id: '14d82eec-204b-4c2f-b7e8-296a70dab67e',
    title: 'Microsoft Graph PowerShell',
    evidence: 'unconfirmed',
    source: publicRepositories,
  },
  visualStudioClient: {
    id: '872cd9fa-d31f-45e0-9eab-6e460a02d1f1',
    title: 'Visual Studio',
    evidence: 'unconfirmed',
    source: publicRepositories,
  },
  visualStudioCodeAccountClient: {
    id: 'aebc6443-996d-45c2-90f0-388ff96faa56',
    title: 'Visual Studio Code account extension',
    evidence: 'unconfirmed',
    source: publicRepositories,
  },
  microsoftOfficeClient: {
    id: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
    title: 'Microsoft Office',
    evidence: 'public',
    source: publicRepositories,
  },
  personalAccountsTenant: {
    id: personalAccountsTenantId,
    title: 'Tenant of personal Microsoft accounts',
    evidence: 'documented',
    source: 'OpenID Connect on the Microsoft identity platform',
  },
  microsoftServicesTenant: {
    id: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    title: 'Microsoft Services, owner tenant of first-party applications',
    evidence: 'unconfirmed',
    source: publicRepositories,
  },
  federatedCredentialAudience: {
    id: 'api://AzureADTokenExchange',
    title: 'Audience of federated identity credentials',
    evidence: 'documented',
    source: 'Workload identity federation',
  },
  nativeClientRedirectUri: {
    id: 'https://login.microsoftonline.com/common/oauth2/nativeclient',
    title: 'Redirect URI of native clients with an embedded browser',
    evidence: 'documented',
    source: 'Redirect URI (reply URL) outline and restrictions',
  },
}
