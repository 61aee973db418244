import type { Tenant } from '../../world/model.ts'
import type { EntraContext } from '../entra-context.ts'
import { EntraError } from '../entra-error.ts'
import { printable } from '../printable.ts'
import { findResource, type Resource } from '../resource.ts'
import type { TokenForm } from './token-form.ts'

/** What a request asks for: one resource, some of its scopes, and what OpenID Connect adds. */
export interface RequestedResource {
  readonly resource: Resource
  /** Without the resource, for example `.default` or `user_impersonation`; empty for a v1 `resource` parameter. */
  readonly scopes: readonly string[]
  readonly openIdScopes: ReadonlySet<string>
}

/** Scopes of OpenID Connect and Entra that belong to no resource of ours. */
const openIdScopeNames: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access'])

/** v1 names its audience by `resource`; `scope` there only says whether an id token is wanted. */
export function readResourceParameter(form: TokenForm, tenant: Tenant, context: EntraContext): RequestedResource {
  const resource = findResource(form.get('resource'), tenant, context)
  return { resource, scopes: [], openIdScopes: splitScopes(form.find('scope') ?? '').openIdScopes }
}

/**
 * v2 names it by `scope`: the text before the last slash is the resource, taken literally, so `https://host//.default`
 * is the resource `https://host/` (Microsoft identity platform: scopes and permissions, trailing slash and .default).
 *
 * @throws {EntraError} 901002 for a `resource` parameter, 70011 for a malformed scope, 700022 for two resources.
 */
export function readScopeParameter(form: TokenForm, tenant: Tenant, context: EntraContext): RequestedResource {
  if (form.find('resource') !== undefined) throw new EntraError(901002)
  const text = form.get('scope')
  const { resourceScopes, openIdScopes } = splitScopes(text)
  const [first] = resourceScopes
  if (first === undefined || first.identifier === '') throw scopeWithoutResource(text)
  const identifiers = new Set(resourceScopes.map(({ identifier }) => identifier))
  if (identifiers.size > 1) throw new EntraError(700022, { values: { scope: printable(text) } })
  const scopes = resourceScopes.map(({ name }) => name)
  if (scopes.includes('.default') && scopes.some((scope) => scope !== '.default')) throw invalidScope(text)
  return { resource: findResource(first.identifier, tenant, context), scopes: [...new Set(scopes)], openIdScopes }
}

interface ResourceScope {
  readonly identifier: string
  readonly name: string
}

function splitScopes(text: string): { resourceScopes: ResourceScope[]; openIdScopes: Set<string> } {
  const words = text.split(' ').filter((word) => word !== '')
  const openIdScopes = new Set(words.filter((word) => openIdScopeNames.has(word)))
  const resourceScopes = words.filter((word) => !openIdScopeNames.has(word)).map((word) => splitScope(word))
  return { resourceScopes, openIdScopes }
}

function splitScope(word: string): ResourceScope {
  const slash = word.lastIndexOf('/')
  return { identifier: word.slice(0, Math.max(slash, 0)), name: word.slice(slash + 1) }
}

/** A scope without a resource means Microsoft Graph, which the emulator does not serve yet. */
function scopeWithoutResource(text: string): EntraError {
  return new EntraError(70011, {
    values: { scope: printable(text) },
    reason: 'the scope names no environment; without a resource it means Microsoft Graph, which is not emulated yet',
    remedy: 'Ask for <environment URL>/.default or <environment URL>/user_impersonation. (the developer of the client)',
  })
}

export function invalidScope(text: string): EntraError {
  return new EntraError(70011, { values: { scope: printable(text) } })
}
