/** Names and values of the sample world, as the emulator that serves it knows them. All of it is public. */
export interface SampleWorld {
  readonly tenantId: string
  /** The initial domain first. */
  readonly domains: readonly string[]
  readonly applications: {
    /** Secret; application user with the role Integration in both environments. */
    readonly 'Nightly Integration': SampleClientWithSecret
    /** Certificate; application user with the role System Administrator in both environments. */
    readonly 'Warehouse Sync': SampleClientWithCertificate
    /** Public client with admin consent: user name and password. */
    readonly 'Reporting Portal': SampleClient
    /** Secret and admin consent: user name and password with a secret. */
    readonly 'Confidential Portal': SampleClientWithSecret
    /** Its only secret has expired. */
    readonly 'Legacy Import': SampleClientWithSecret
    /** Valid secret, no application user. */
    readonly 'Unfinished Setup': SampleClientWithSecret
    /** Application user without a role. */
    readonly 'Roleless Service': SampleClientWithSecret
    /** Application user that is disabled. */
    readonly 'Retired Service': SampleClientWithSecret
  }
  readonly users: {
    /** System Administrator. */
    readonly alice: SampleUser
    /** Salesperson in Contoso. */
    readonly bob: SampleUser
    /** Multifactor authentication required. */
    readonly carol: SampleUser
    /** Sign-in blocked. */
    readonly dave: SampleUser
    /** Password expired. */
    readonly erin: SampleUser
  }
  readonly environments: {
    readonly Contoso: SampleEnvironment
    readonly 'Contoso Test': SampleEnvironment
  }
}

export interface SampleClient {
  readonly displayName: string
  readonly clientId: string
  /** Object id of the service principal: the `oid` of app-only tokens. */
  readonly servicePrincipalId: string
}

export interface SampleClientWithSecret extends SampleClient {
  readonly secret: string
}

export interface SampleClientWithCertificate extends SampleClient {
  /** PEM. */
  readonly certificate: string
  /** PEM, PKCS #8, with a comment before it. */
  readonly privateKey: string
}

export interface SampleUser {
  readonly userPrincipalName: string
  readonly objectId: string
  readonly password: string
}

export interface SampleEnvironment {
  readonly friendlyName: string
  readonly urlName: string
  readonly environmentId: string
  readonly organizationId: string
  /** Finds `systemuserid` by user principal name, client id or display name of an application. */
  findSystemUserId(reference: string): string | undefined
}
