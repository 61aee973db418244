import { findCloudOfEnvironment, isAuthorityOf, isSharedTenantName, parseTenant } from '../entra/authority.ts'
import { ChallengeError, type ChallengeErrorReason } from '../errors/challenge-error.ts'
import { wireText } from '../errors/wire-text.ts'
import { type Fetch, send } from '../transport/fetch.ts'
import { withTimeout } from '../transport/timeout.ts'
import { parseBearerChallenge } from './bearer-challenge.ts'

/** What is asked, and what its answer may name. */
export interface ChallengeQuestion {
  /** Absolute URL of the Web API's service root. */
  readonly serviceRoot: string
  /** The authority that the caller named, as an origin. */
  readonly authorityHost: string | undefined
  /** Whether the token will stand for an application, which signs in to exactly one tenant. */
  readonly isAppOnly: boolean
}

/** What a challenge was found to say. */
interface Challenge {
  readonly status: number
  readonly authorizationUri: string
  readonly resourceId: string
}

/**
 * Asks an environment, without a token, for its tenant: the 401 answer names it in `WWW-Authenticate`.
 *
 * Whoever answers may be hostile, and a secret is about to be sent where the answer points. So only the tenant is taken
 * from it, and only if the authority beside it is one that was known before, and if `resource_id` is of the
 * environment's own origin (RFC 9700 section 4.9.1 describes what a counterfeit resource server is after).
 * Origins are compared after parsing: as text, `https://org.crm.dynamics.com` begins
 * `https://org.crm.dynamics.com.evil.example`, too.
 *
 * @throws {ChallengeError} With a `reason`; nothing but the question has been sent.
 * @throws {TransportError} When the environment could not be reached.
 */
export async function learnTenant(fetch: Fetch, question: ChallengeQuestion): Promise<string> {
  const challenge = await requestChallenge(fetch, question)
  const authority = checkUrl('authorization_uri', challenge.authorizationUri, challenge, question)
  const resource = checkUrl('resource_id', challenge.resourceId, challenge, question)
  checkAuthority(authority, challenge, question)
  checkResource(resource, challenge, question)
  return checkTenant(authority, challenge, question)
}

async function requestChallenge(fetch: Fetch, question: ChallengeQuestion): Promise<Challenge> {
  const url = new URL(question.serviceRoot)
  const response = await withTimeout(url, async (signal) => {
    const headers = { accept: 'application/json' }
    const answer = await send(fetch, url, { headers, redirect: 'manual', signal })
    await answer.body?.cancel()
    return answer
  })
  const { status } = response
  if (status !== 401) {
    throw refuse(
      'unexpected_status',
      `answered ${status} to a request without a token where Dataverse answers 401; is this the address of an environment?`,
      { status },
      question,
    )
  }
  const parameters = parseBearerChallenge(response.headers.get('www-authenticate') ?? '')
  if (parameters === undefined) {
    throw refuse(
      'no_bearer_challenge',
      'answered 401 without a Bearer challenge that says where to sign in (browsers hide it); give tenantId',
      { status },
      question,
    )
  }
  const authorizationUri = parameters.get('authorization_uri')
  const resourceId = parameters.get('resource_id')
  if (authorizationUri === undefined || resourceId === undefined) {
    const missing = authorizationUri === undefined ? 'authorization_uri' : 'resource_id'
    throw refuse(
      'missing_parameter',
      `sent a Bearer challenge without ${missing}`,
      { status, authorizationUri, resourceId },
      question,
    )
  }
  return { status, authorizationUri, resourceId }
}

function checkUrl(name: string, value: string, challenge: Challenge, question: ChallengeQuestion): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url?.protocol === 'https:' && url.username === '' && url.password === '') return url
  throw refuse(
    'malformed_url',
    `names a ${name} that is not an https URL free of user names: ${quote(value)}`,
    challenge,
    question,
  )
}

function checkAuthority(authority: URL, challenge: Challenge, question: ChallengeQuestion): void {
  const cloud = findCloudOfEnvironment(new URL(question.serviceRoot).host)
  const { origin } = authority
  const isTrusted = cloud === undefined ? origin === question.authorityHost : isAuthorityOf(cloud, origin)
  if (isTrusted) return
  const remedy =
    cloud === undefined
      ? `${knownInstead(question)}; if you trust that authority, pass authorityHost: '${origin}'`
      : `the authority of its cloud (${cloud.title}) is https://${cloud.authorityHost}`
  throw refuse('authority_not_trusted', `says to sign in at ${wireText(origin)}, and ${remedy}`, challenge, question)
}

/** What is believed in the place of an authority that is not. */
function knownInstead({ authorityHost }: ChallengeQuestion): string {
  return authorityHost === undefined
    ? 'its host belongs to no known cloud'
    : `the authority that was named is ${wireText(authorityHost)}`
}

function checkResource(resource: URL, challenge: Challenge, question: ChallengeQuestion): void {
  if (resource.origin === new URL(question.serviceRoot).origin) return
  throw refuse(
    'resource_mismatch',
    `says that tokens are for ${quote(challenge.resourceId)}, which is another origin`,
    challenge,
    question,
  )
}

function checkTenant(authority: URL, challenge: Challenge, question: ChallengeQuestion): string {
  const [, segment = ''] = authority.pathname.split('/')
  const tenantId = parseTenant(segment)
  if (tenantId === undefined) {
    throw refuse(
      'malformed_tenant',
      `names a tenant that is neither a GUID nor a domain name: ${quote(segment)}`,
      challenge,
      question,
    )
  }
  if (!isSharedTenantName(tenantId)) return tenantId
  // People of any organisation sign in at "organizations"; what Microsoft's .NET client makes of "common" as well.
  if (!question.isAppOnly) return 'organizations'
  throw refuse(
    'tenant_not_specific',
    `names "${tenantId}", which is no tenant, and an application signs in to exactly one; give tenantId`,
    challenge,
    question,
  )
}

function quote(text: string): string {
  return `"${wireText(text)}"`
}

function refuse(
  reason: ChallengeErrorReason,
  problem: string,
  challenge: { status: number; authorizationUri?: string | undefined; resourceId?: string | undefined },
  question: ChallengeQuestion,
): ChallengeError {
  const environmentUrl = new URL(question.serviceRoot).origin
  const printable = (text: string | undefined) => (text === undefined ? undefined : wireText(text))
  return new ChallengeError(reason, `${environmentUrl} ${problem}`, {
    environmentUrl,
    status: challenge.status,
    authorizationUri: printable(challenge.authorizationUri),
    resourceId: printable(challenge.resourceId),
  })
}
