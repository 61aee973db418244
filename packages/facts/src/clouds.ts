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

export const clouds: readonly Cloud[] = []
