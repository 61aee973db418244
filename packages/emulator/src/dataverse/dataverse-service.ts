import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock.ts'
import type { Service, ServiceReply, ServiceRequest } from '../listeners/service.ts'
import type { EnvironmentDatabase } from '../world/environment-database.ts'
import { errorReply } from './errors/error-reply.ts'
import { ODataError } from './errors/odata-error.ts'
import { type Authenticate, createAuthenticate } from './identity/authenticate.ts'
import { challengeReply } from './identity/challenge.ts'
import { findCaller } from './identity/find-caller.ts'
import { Unauthenticated } from './identity/unauthenticated.ts'
import { callerOf, type VerifiedToken } from './identity/verified-token.ts'
import { isPreflight, preflightReply } from './preflight.ts'
import { serviceHeaders } from './response-headers.ts'
import { keepStatements, type Statements } from './tables/statements.ts'
import type { TrustedAuthority } from './trusted-authority.ts'
import { type Endpoint, findEndpoint } from './web-api/endpoint.ts'
import { executeOperation } from './web-api/execute-operation.ts'
import { parsePreferences } from './web-api/preferences.ts'
import { requestAsOperation } from './web-api/request-as-operation.ts'

export interface DataverseServiceOptions {
  readonly environment: EnvironmentDatabase
  /** Whose tokens the environment takes. */
  readonly authority: TrustedAuthority
  /** Where the environment answers, without a trailing slash; a function where that is not known yet. */
  readonly origin: string | (() => string)
  readonly clock: Clock
  /** New GUIDs; the system's secure generator unless given. */
  readonly randomId?: () => string
  /** Take the application id of Dataverse as an audience too; off, since it is unconfirmed for the real service. */
  readonly acceptApplicationIdAudience?: boolean
}

/** What the stages of a request share. */
interface Environment {
  readonly options: DataverseServiceOptions
  readonly origin: () => string
  readonly randomId: () => string
  readonly authenticate: Authenticate
  readonly statements: Statements
}

/** One Dataverse environment as a resource server (RFC 6749 section 1.1): who calls, may they, and what they ask for. */
export function createDataverseService(options: DataverseServiceOptions): Service {
  const environment = assemble(options)
  const { record } = options.environment
  const withServiceHeaders = serviceHeaders(record.organizationId.toLowerCase(), options.clock, environment.randomId)
  return async (request) => withServiceHeaders(request, await answer(request, environment))
}

function assemble(options: DataverseServiceOptions): Environment {
  const { authority, clock, acceptApplicationIdAudience = false } = options
  const { tenantId } = options.environment.record
  const { origin, randomId = randomUUID } = options
  const findOrigin = typeof origin === 'string' ? () => origin : origin
  const expectations = () => ({ authority, tenantId, origin: findOrigin(), acceptApplicationIdAudience })
  return {
    options,
    origin: findOrigin,
    randomId,
    authenticate: createAuthenticate(expectations, clock),
    statements: keepStatements(options.environment.database),
  }
}

/** The way of a request: which service, from where, from whom; then the operation. */
async function answer(request: ServiceRequest, environment: Environment): Promise<ServiceReply> {
  const { options, origin } = environment
  const endpoint = findEndpoint(request.path)
  if (endpoint === undefined) return refuse(nothingThere(request), request, undefined)
  if (endpoint.kind === 'webApi' && isPreflight(request)) return preflightReply(request)
  try {
    const token = await environment.authenticate(request.headers.authorization)
    return answerCaller(request, endpoint, token, environment)
  } catch (error) {
    if (!(error instanceof Unauthenticated)) throw error
    return challengeReply(error, options.authority, options.environment.record.tenantId, origin())
  }
}

/** What follows once it is known whose token it is; every refusal from here on is an OData error. */
function answerCaller(
  request: ServiceRequest,
  endpoint: Endpoint,
  token: VerifiedToken,
  { options, origin, randomId, statements }: Environment,
): ServiceReply {
  try {
    const caller = findCaller(statements, token)
    const { operation, rootPath } = requestAsOperation(request, endpoint)
    const reply = executeOperation(operation, {
      caller,
      statements,
      record: options.environment.record,
      origin: origin(),
      serviceRoot: `${origin()}${rootPath}`,
      clock: options.clock,
      randomId,
    })
    return { ...reply, outcome: { caller: callerOf(token) } }
  } catch (error) {
    if (error instanceof ODataError) return refuse(error, request, callerOf(token))
    throw error
  }
}

function nothingThere({ path }: ServiceRequest): ODataError {
  return new ODataError('0x0', {
    status: 404,
    message: `Nothing answers at ${path.slice(0, 200)}: of an environment, the emulator has the Web API at /api/data/v9.2/.`,
    reason: 'nothing answers at this path: of an environment, the emulator has the Web API at /api/data/v9.2/',
    remedy: 'Ask /api/data/v9.2/WhoAmI, for example (the developer of the client)',
  })
}

function refuse(error: ODataError, request: ServiceRequest, caller: string | undefined): ServiceReply {
  return errorReply(error, parsePreferences(request.headers).wantsAnnotation, caller)
}
