import type { Clock } from '../../clock.ts'
import type { Directory } from '../../world/directory.ts'
import type { AppRegistration, ServicePrincipal, Tenant } from '../../world/model.ts'
import { EntraError } from '../entra-error.ts'
import { printable } from '../printable.ts'
import type { AuthenticatedClient, ClientAuthenticationMethod } from './authenticated-client.ts'
import { verifyClientAssertion } from './client-assertion.ts'
import { verifyClientSecret } from './client-secret.ts'
import type { PresentedCredential } from './presented-credential.ts'

/** What client authentication needs to know of its surroundings. */
export interface ClientAuthenticationContext {
  readonly directory: Directory
  readonly tenant: Tenant
  readonly clock: Clock
  /** Whether the audience of a client assertion names this authorization server. */
  isOwnAudience(audience: string): boolean
}

/** A grant's rule on which credential a client must or must not send; @throws {EntraError} when it is broken. */
export type CredentialRule = (registration: AppRegistration, method: ClientAuthenticationMethod) => void

/** Finds the client in the tenant, applies the grant's rule to the kind of credential it sent, and verifies that. */
export async function authenticateClient(
  presented: PresentedCredential,
  rule: CredentialRule,
  context: ClientAuthenticationContext,
): Promise<AuthenticatedClient> {
  const registration = findRegistration(presented.clientId, context)
  const servicePrincipal = findEnabledServicePrincipal(registration, context)
  rule(registration, presented.method)
  await verifyCredential(presented, registration, context)
  return { registration, servicePrincipal, method: presented.method }
}

function findRegistration(clientId: string, { directory, tenant }: ClientAuthenticationContext): AppRegistration {
  const registration = directory.findAppRegistration(clientId)
  const isKnownHere =
    registration !== undefined &&
    (registration.homeTenantId === tenant.tenantId || registration.signInAudience === 'AzureADMultipleOrgs')
  if (!isKnownHere) {
    throw new EntraError(700016, { values: { clientId: printable(clientId), tenantName: tenant.displayName } })
  }
  return registration
}

function findEnabledServicePrincipal(
  registration: AppRegistration,
  { directory, tenant }: ClientAuthenticationContext,
): ServicePrincipal {
  const { clientId, displayName } = registration
  const servicePrincipal = directory.findServicePrincipal(tenant.tenantId, clientId)
  if (servicePrincipal === undefined) {
    throw new EntraError(7000229, { values: { clientId, tenantId: tenant.tenantId } })
  }
  if (!servicePrincipal.accountEnabled) throw new EntraError(7000112, { values: { clientId, clientName: displayName } })
  return servicePrincipal
}

async function verifyCredential(
  presented: PresentedCredential,
  registration: AppRegistration,
  { directory, clock, isOwnAudience }: ClientAuthenticationContext,
): Promise<void> {
  const { clientId, objectId } = registration
  if (presented.method === 'secret') {
    verifyClientSecret(presented.secret, directory.listPasswordCredentials(objectId), clientId, clock.now())
  }
  if (presented.method === 'certificate') {
    const credentials = directory.listKeyCredentials(objectId)
    await verifyClientAssertion(presented.assertion, { clientId, credentials, isOwnAudience, now: clock.now() })
  }
}
