import type { DirectoryUser, Tenant } from '../../world/model.ts'
import type { CredentialRule } from '../client-authentication/authenticate-client.ts'
import type { AuthenticatedClient } from '../client-authentication/authenticated-client.ts'
import type { PresentedCredential } from '../client-authentication/presented-credential.ts'
import type { EntraContext } from '../entra-context.ts'
import type { RequestContext } from '../request-context.ts'
import type { Resource } from '../resource.ts'
import type { SharedSegment } from '../tenant-of-request.ts'
import type { RequestedResource } from '../token-endpoint/requested-resource.ts'
import type { TokenForm } from '../token-endpoint/token-form.ts'

/** What a grant decides on. */
export interface GrantRequest {
  readonly form: TokenForm
  readonly request: RequestContext
  readonly context: EntraContext
  /** What the first path segment names. */
  readonly authority: Tenant | SharedSegment
  readonly presented: PresentedCredential
  /** Authenticates the presented credential in `tenant`, if its kind is what the grant asks for. */
  authenticate(tenant: Tenant, rule: CredentialRule): Promise<AuthenticatedClient>
  /** Reads `scope` (v2) or `resource` (v1). */
  readResource(tenant: Tenant): RequestedResource
}

/** What is to be issued. */
export interface GrantDecision {
  readonly tenant: Tenant
  readonly client: AuthenticatedClient
  readonly resource: Resource
  /** Absent when the client acts as itself. */
  readonly user?: DirectoryUser
  /** Delegated permissions of the token (`scp`). */
  readonly grantedScopes: readonly string[]
  /** Scopes as the answer echoes them, for example `https://host/user_impersonation`. */
  readonly echoedScopes: readonly string[]
  readonly openIdScopes: ReadonlySet<string>
}

/** One `grant_type`. */
export interface Grant {
  readonly grantType: string
  decide(request: GrantRequest): Promise<GrantDecision>
}
