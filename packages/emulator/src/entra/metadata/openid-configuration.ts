import { issuerV1, issuerV2 } from '../issuers.ts'

/** What a metadata document is about: one tenant by id, or one of the shared authorities by name. */
export interface MetadataSubject {
  readonly authority: string
  /** Tenant id, `common`, `organizations` or `consumers`: what stands in the endpoints' paths. */
  readonly segment: string
  /** Tenant id, or the literal `{tenantid}` where the authority serves any tenant. */
  readonly issuerTenant: string
  /** Region of the tenant, `null` for shared authorities. */
  readonly region: string | null
}

/** Claims that v1 and v2 tokens share. */
const sharedClaims = [
  'sub',
  'iss',
  'cloud_instance_name',
  'cloud_instance_host_name',
  'cloud_graph_host_name',
  'msgraph_host',
  'aud',
  'exp',
  'iat',
  'auth_time',
  'acr',
]

/** Members that v1 and v2 share. */
function sharedMembers({ region }: MetadataSubject): object {
  return {
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    tenant_region_scope: region,
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
    rbac_url: 'https://pas.windows.net',
  }
}

/** OpenID Connect Discovery 1.0 section 3, with the members Entra ID publishes at `/v2.0`. */
export function openIdConfigurationV2(subject: MetadataSubject): object {
  const { authority, segment, issuerTenant } = subject
  const base = `${authority}/${segment}`
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuerV2(authority, issuerTenant),
    request_uri_parameter_supported: false,
    userinfo_endpoint: `${authority}/oidc/userinfo`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    kerberos_endpoint: `${base}/kerberos`,
    claims_supported: [
      ...sharedClaims,
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
      'at_hash',
      'c_hash',
      'email',
    ],
    ...sharedMembers(subject),
  }
}

/** The document of the v1 endpoints, which also describes v1 access tokens issued by v2 endpoints. */
export function openIdConfigurationV1(subject: MetadataSubject): object {
  const { authority, segment, issuerTenant } = subject
  const base = `${authority}/${segment}`
  return {
    token_endpoint: `${base}/oauth2/token`,
    // One key set for all tenants, even in a tenant's own document: as the service has it.
    jwks_uri: `${authority}/common/discovery/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'token id_token', 'token'],
    scopes_supported: ['openid'],
    issuer: issuerV1(authority, issuerTenant),
    microsoft_multi_refresh_token: true,
    authorization_endpoint: `${base}/oauth2/authorize`,
    device_authorization_endpoint: `${base}/oauth2/devicecode`,
    end_session_endpoint: `${base}/oauth2/logout`,
    check_session_iframe: `${base}/oauth2/checksession`,
    userinfo_endpoint: `${base}/openid/userinfo`,
    kerberos_endpoint: `${base}/kerberos`,
    claims_supported: [...sharedClaims, 'amr', 'nonce', 'email', 'given_name', 'family_name', 'nickname'],
    ...sharedMembers(subject),
  }
}
