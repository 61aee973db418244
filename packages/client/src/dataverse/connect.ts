import { EntraCredential } from '../credentials/entra-credential.ts'
import { requireTenant, requireTenantFor } from '../credentials/options.ts'
import type { TokenCredential } from '../credentials/token-credential.ts'
import { authorityOf, findCloudOfEnvironment, isAuthorityOf, parseAuthorityHost } from '../entra/authority.ts'
import { ConfigurationError } from '../errors/configuration-error.ts'
import { type Clock, requireClock, systemClock } from '../tokens/clock.ts'
import { type Fetch, platformFetch, requireFetch } from '../transport/fetch.ts'
import { Connection } from './connection.ts'
import { buildServiceRoot, parseEnvironmentUrl } from './environment-url.ts'
import { learnTenant } from './learn-tenant.ts'

/** Options of {@link connect}. */
export interface ConnectOptions {
  /** Address of the environment without a path, for example `https://org.crm4.dynamics.com`. */
  readonly environmentUrl: string | URL
  /** One of this package's credentials, or any other with Azure's `getToken`. */
  readonly credential: TokenCredential
  /** Tenant to sign in at. @default the credential's, else the one that the environment names */
  readonly tenantId?: string | undefined
  /**
   * Authority to sign in at. Needed for environments outside of Microsoft's clouds, such as an emulator's.
   * @default the credential's, else that of the environment's cloud
   */
  readonly authorityHost?: string | URL | undefined
  /** Used for requests to the environment; the credential has its own. @default the platform's */
  readonly fetch?: Fetch | undefined
  /** @default the system's */
  readonly clock?: Clock | undefined
  /** @default 'v9.2' */
  readonly apiVersion?: string | undefined
}

/**
 * Connects a credential to an environment. Unless the tenant is given, the environment is asked for it: one request
 * without a token, whose answer is believed only as far as `learnTenant` checks. No token is requested yet.
 *
 * @throws {ConfigurationError} Naming the option that cannot work; nothing was sent.
 * @throws {ChallengeError} When the environment's answer is not trustworthy; no secret was sent.
 * @throws {TransportError} When the environment could not be reached.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  if (typeof options !== 'object' || options === null) {
    throw new ConfigurationError('options', 'give an object, such as { environmentUrl, credential }')
  }
  const { credential } = options
  const environmentUrl = parseEnvironmentUrl(options.environmentUrl)
  const settings = {
    environmentUrl,
    serviceRoot: environmentUrl + buildServiceRoot(options.apiVersion ?? 'v9.2'),
    credential,
    fetch: requireFetch(options.fetch) ?? platformFetch,
    clock: requireClock(options.clock) ?? systemClock,
  }
  if (credential instanceof EntraCredential) {
    const signIn = await findSignIn(options, credential, settings)
    // "Use OAuth authentication with Microsoft Dataverse": applications ask for .default, people for user_impersonation.
    const scope = `${environmentUrl}/${credential.isAppOnly ? '.default' : 'user_impersonation'}`
    return new Connection({ ...settings, ...signIn, scope })
  }
  checkForeignCredential(options)
  const scope = `${environmentUrl}/.default`
  return new Connection({ ...settings, tenantId: undefined, authorityHost: undefined, scope })
}

/** Decides on tenant and authority; asks the environment only if no tenant was given. */
async function findSignIn(
  options: ConnectOptions,
  credential: EntraCredential,
  { environmentUrl, serviceRoot, fetch }: { environmentUrl: string; serviceRoot: string; fetch: Fetch },
): Promise<{ tenantId: string; authorityHost: string | undefined }> {
  const named = findNamedAuthority(options.authorityHost, credential)
  const given = findGivenTenant(options.tenantId, credential)
  const authorityHost = chooseAuthority(environmentUrl, named, given !== undefined)
  const question = { serviceRoot, authorityHost: named, isAppOnly: credential.isAppOnly }
  return { tenantId: given ?? (await learnTenant(fetch, question)), authorityHost }
}

function checkForeignCredential({ credential, authorityHost, tenantId }: ConnectOptions): void {
  if (typeof credential?.getToken !== 'function') {
    throw new ConfigurationError('credential', 'give one, such as clientSecret({ clientId, clientSecret })')
  }
  const option = authorityHost === undefined ? 'tenantId' : 'authorityHost'
  if (authorityHost === undefined && tenantId === undefined) return
  throw new ConfigurationError(
    option,
    'a credential of another library decides this by itself; give it to that credential',
  )
}

/** The authority that the caller named, for the connection or for the credential. */
function findNamedAuthority(option: string | URL | undefined, credential: EntraCredential): string | undefined {
  const own = credential.authorityHost
  const named = option === undefined ? own : parseAuthorityHost(option)
  if (own === undefined || own === named) return named
  throw new ConfigurationError(
    'authorityHost',
    `${named} was given to connect and ${own} to the credential; give one of them`,
  )
}

function findGivenTenant(option: string | undefined, credential: EntraCredential): string | undefined {
  const own = credential.tenantId
  const given = option === undefined ? own : requireTenant(option)
  if (own !== undefined && own !== given) {
    throw new ConfigurationError(
      'tenantId',
      `${given} was given to connect and ${own} to the credential; give one of them`,
    )
  }
  return given === undefined ? undefined : requireTenantFor(credential.kind, given)
}

/**
 * The authority to sign in at: the one that the caller named, else that of the environment's cloud.
 *
 * @returns `undefined` when neither is there and the environment has yet to be asked, which then explains what to name.
 */
function chooseAuthority(environmentUrl: string, named: string | undefined, hasTenant: boolean): string | undefined {
  const { host } = new URL(environmentUrl)
  const cloud = findCloudOfEnvironment(host)
  if (cloud === undefined) {
    if (named !== undefined || !hasTenant) return named
    throw new ConfigurationError(
      'authorityHost',
      `${host} belongs to no known cloud; say which authority to sign in at, such as https://localhost:8443`,
    )
  }
  if (named === undefined) return authorityOf(cloud)
  // Who names both tenant and authority learns nothing from the environment and is free to use an authority we do not know.
  if (hasTenant || isAuthorityOf(cloud, named)) return named
  throw new ConfigurationError(
    'authorityHost',
    `${named} is not the authority of ${host} (${cloud.title}), which is ${authorityOf(cloud)}; leave it out, or give tenantId too if you mean it`,
  )
}
