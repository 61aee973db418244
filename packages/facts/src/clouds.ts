import type { Evidence } from './evidence.ts'

/** One Microsoft cloud: whom to ask for tokens, and which hosts belong to it. */
export interface Cloud {
  readonly name: 'public' | 'usGovernmentGcc' | 'usGovernmentGccHigh' | 'usGovernmentDod' | 'china' | 'germany'
  readonly title: string
  /** Host that token requests go to. */
  readonly authorityHost: string
  /** Other hosts that name the same authority. */
  readonly authorityAliases: readonly string[]
  /** Suffixes of environment hosts, without the data-centre number: `crm.dynamics.com` also stands for `crm4.dynamics.com`. */
  readonly environmentSuffix: string
  readonly globalDiscoveryHost?: string
  readonly graphHost: string
  /** ISO date since which the cloud is closed. */
  readonly closedSince?: string
  readonly source: string
}

const nationalClouds =
  'Microsoft Entra authentication & national clouds; Microsoft Graph national cloud deployments; Discover the URL for your organization'

const publicAliases = ['login.windows.net', 'login.microsoft.com', 'sts.windows.net'] as const

/**
 * The clouds Dataverse runs or ran in. GCC shares authority and Graph with the public cloud, so an authority host alone
 * does not tell the two apart; GCC High and DoD share their authority likewise.
 */
export const clouds: readonly Cloud[] = [
  {
    name: 'public',
    title: 'Public',
    authorityHost: 'login.microsoftonline.com',
    authorityAliases: publicAliases,
    environmentSuffix: 'crm.dynamics.com',
    globalDiscoveryHost: 'globaldisco.crm.dynamics.com',
    graphHost: 'graph.microsoft.com',
    source: nationalClouds,
  },
  {
    name: 'usGovernmentGcc',
    title: 'US Government GCC',
    authorityHost: 'login.microsoftonline.com',
    authorityAliases: publicAliases,
    environmentSuffix: 'crm9.dynamics.com',
    globalDiscoveryHost: 'globaldisco.crm9.dynamics.com',
    graphHost: 'graph.microsoft.com',
    source: nationalClouds,
  },
  {
    name: 'usGovernmentGccHigh',
    title: 'US Government GCC High',
    authorityHost: 'login.microsoftonline.us',
    authorityAliases: ['login.usgovcloudapi.net'],
    environmentSuffix: 'crm.microsoftdynamics.us',
    globalDiscoveryHost: 'globaldisco.crm.microsoftdynamics.us',
    graphHost: 'graph.microsoft.us',
    source: nationalClouds,
  },
  {
    name: 'usGovernmentDod',
    title: 'US Government DoD',
    authorityHost: 'login.microsoftonline.us',
    authorityAliases: ['login.usgovcloudapi.net'],
    environmentSuffix: 'crm.appsplatform.us',
    globalDiscoveryHost: 'globaldisco.crm.appsplatform.us',
    graphHost: 'dod-graph.microsoft.us',
    source: nationalClouds,
  },
  {
    name: 'china',
    title: 'China, operated by 21Vianet',
    authorityHost: 'login.partner.microsoftonline.cn',
    authorityAliases: ['login.chinacloudapi.cn'],
    environmentSuffix: 'crm.dynamics.cn',
    globalDiscoveryHost: 'globaldisco.crm.dynamics.cn',
    graphHost: 'microsoftgraph.chinacloudapi.cn',
    source: nationalClouds,
  },
  {
    name: 'germany',
    title: 'Germany, closed',
    authorityHost: 'login.microsoftonline.de',
    authorityAliases: [],
    environmentSuffix: 'crm.microsoftdynamics.de',
    graphHost: 'graph.microsoft.de',
    closedSince: '2021-10-29',
    source: nationalClouds,
  },
]

/**
 * What the host of an environment looks like in every open cloud, with and without the `.api` label of its Web API host.
 *
 * Match it against the host name of a parsed URL, never against a whole URL: as text, a hostile host can hold this one
 * as a prefix. New geographies get new numbers, so the number is deliberately open.
 */
export const environmentHostPattern: RegExp =
  /^(?<org>[^.]+)(\.api)?\.crm\d*\.(dynamics\.com|dynamics\.cn|microsoftdynamics\.us|appsplatform\.us)$/i

/** A geography of the public cloud and the suffix its environments have. */
export interface DataverseRegion {
  readonly suffix: string
  readonly region: string
  readonly evidence: Evidence
}

/** Regional suffixes of the public cloud and GCC ("New datacenter regions", Power Platform); never a closed list. */
export const dataverseRegions: readonly DataverseRegion[] = [
  { suffix: 'crm.dynamics.com', region: 'North America', evidence: 'documented' },
  { suffix: 'crm2.dynamics.com', region: 'South America', evidence: 'documented' },
  { suffix: 'crm3.dynamics.com', region: 'Canada', evidence: 'documented' },
  { suffix: 'crm4.dynamics.com', region: 'Europe, Middle East and Africa', evidence: 'documented' },
  { suffix: 'crm5.dynamics.com', region: 'Asia Pacific', evidence: 'documented' },
  { suffix: 'crm6.dynamics.com', region: 'Oceania', evidence: 'documented' },
  { suffix: 'crm7.dynamics.com', region: 'Japan', evidence: 'documented' },
  { suffix: 'crm8.dynamics.com', region: 'India', evidence: 'documented' },
  { suffix: 'crm9.dynamics.com', region: 'North America, GCC', evidence: 'documented' },
  { suffix: 'crm11.dynamics.com', region: 'United Kingdom', evidence: 'documented' },
  { suffix: 'crm12.dynamics.com', region: 'France', evidence: 'documented' },
  { suffix: 'crm14.dynamics.com', region: 'South Africa', evidence: 'documented' },
  { suffix: 'crm15.dynamics.com', region: 'United Arab Emirates', evidence: 'documented' },
  { suffix: 'crm16.dynamics.com', region: 'Germany', evidence: 'documented' },
  { suffix: 'crm17.dynamics.com', region: 'Switzerland', evidence: 'documented' },
  { suffix: 'crm19.dynamics.com', region: 'Norway', evidence: 'public' },
  { suffix: 'crm20.dynamics.com', region: 'Singapore', evidence: 'public' },
  { suffix: 'crm21.dynamics.com', region: 'Korea', evidence: 'public' },
  { suffix: 'crm22.dynamics.com', region: 'Sweden', evidence: 'unconfirmed' },
]
