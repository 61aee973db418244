import type { DirectoryUser } from '../../world/model.ts'
import type { EntraContext } from '../entra-context.ts'
import type { GrantDecision } from '../grants/grant.ts'
import { accessTokenClaims, idTokenClaims, type Validity } from '../tokens/claims.ts'
import { signToken, unsignedToken } from '../tokens/json-web-signature.ts'

/** What the answer's shape depends on, beside the decision. */
export interface IssueOptions {
  readonly protocol: 'v1' | 'v2'
  /** `client_info=1` was sent. */
  readonly wantsClientInfo: boolean
}

/** The success body of the token endpoint: numbers in v2, strings in v1 (RFC 6749 section 5.1 and Entra's additions). */
export function issueTokens(decision: GrantDecision, options: IssueOptions, context: EntraContext): object {
  const now = Math.floor(context.clock.now() / 1000)
  const lifetime = randomLifetimeSeconds(context)
  const validity: Validity = { issuedAt: now - 300, expiresAt: now + lifetime }
  const accessToken = signToken(accessTokenClaims(decision, validity, context), context.signingKeys.current, true)
  return {
    token_type: 'Bearer',
    ...(decision.echoedScopes.length > 0 && { scope: decision.echoedScopes.join(' ') }),
    // One second has passed by the time the answer is read, as Entra ID counts it: 3599 of 3600.
    ...(options.protocol === 'v2'
      ? { expires_in: lifetime - 1, ext_expires_in: lifetime - 1 }
      : timesOfV1(decision, validity, lifetime)),
    access_token: accessToken,
    ...(decision.user !== undefined && signInParts(decision, decision.user, validity, options, context)),
  }
}

function timesOfV1(decision: GrantDecision, validity: Validity, lifetime: number): object {
  return {
    expires_in: String(lifetime - 1),
    ext_expires_in: String(lifetime - 1),
    expires_on: String(validity.expiresAt),
    not_before: String(validity.issuedAt),
    resource: decision.resource.identifier,
  }
}

/** The parts of an answer that speak of a user: id token and client_info. */
function signInParts(
  decision: GrantDecision,
  user: DirectoryUser,
  validity: Validity,
  { protocol, wantsClientInfo }: IssueOptions,
  context: EntraContext,
): object {
  // v1 gives an id token unasked; v2 only for the scope openid (OpenID Connect Core section 3.1.2.1).
  const wantsIdToken = protocol === 'v1' || decision.openIdScopes.has('openid')
  const claims = wantsIdToken ? idTokenClaims(decision, user, validity, protocol, context) : undefined
  return {
    ...(claims !== undefined && {
      id_token: protocol === 'v1' ? unsignedToken(claims) : signToken(claims, context.signingKeys.current, false),
    }),
    ...(wantsClientInfo && { client_info: clientInfo(user) }),
  }
}

/** Unpadded base64url: MSAL Go decodes nothing else. */
function clientInfo(user: DirectoryUser): string {
  return Buffer.from(JSON.stringify({ uid: user.objectId, utid: user.tenantId })).toString('base64url')
}

/** 60 to 90 minutes at random, so that clients do not all come back at once (configurable token lifetimes). */
function randomLifetimeSeconds({ randomBytes }: EntraContext): number {
  return 3600 + (randomBytes(4).readUInt32BE() % 1801)
}
