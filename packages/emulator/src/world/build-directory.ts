import { dataverseResourceAppId } from '@versekey/facts/well-known-ids'
import { readCertificate } from './certificate.ts'
import { certificateValidity, secretValidity } from './credential-validity.ts'
import type { DirectoryApplication, DirectoryContent, DirectoryUserContent } from './directory-content.ts'
import { idFromName } from './ids.ts'
import type { DelegatedGrant, KeyCredential, PasswordCredential, ServicePrincipal } from './model.ts'
import { displayNameOf } from './person-name.ts'
import type { ResolvedApplication, ResolvedTenant, ResolvedUser } from './resolve-tenant.ts'
import { hashPassword, hashSecret, type RandomBytes } from './secret-hash.ts'
import type { ConsentSeed } from './seed.ts'

/** Makes directory objects of the tenants of a seed. Passwords are hashed side by side. */
export async function buildDirectory(
  tenants: readonly ResolvedTenant[],
  randomBytes: RandomBytes,
): Promise<DirectoryContent> {
  const users = tenants.flatMap((tenant) => tenant.users.map((user) => buildUser(user, tenant, randomBytes)))
  return {
    tenants: tenants.map(({ seed, tenantId, domains }) => ({ tenantId, displayName: seed.displayName, domains })),
    applications: tenants.flatMap((tenant) =>
      tenant.applications.map((application) => buildApplication(application, tenant, randomBytes)),
    ),
    servicePrincipals: tenants.flatMap((tenant) =>
      tenant.applications.flatMap((application) => buildServicePrincipal(application, tenant) ?? []),
    ),
    delegatedGrants: tenants.flatMap((tenant) =>
      tenant.applications.flatMap((application) => buildDelegatedGrants(application, tenant)),
    ),
    users: await Promise.all(users),
  }
}

function buildApplication(
  application: ResolvedApplication,
  { tenantId }: ResolvedTenant,
  randomBytes: RandomBytes,
): DirectoryApplication {
  const { seed, clientId, objectId } = application
  return {
    registration: {
      objectId,
      clientId,
      homeTenantId: tenantId,
      displayName: seed.displayName,
      signInAudience: seed.signInAudience ?? 'AzureADMyOrg',
      isFallbackPublicClient: seed.isFallbackPublicClient ?? false,
    },
    passwordCredentials: buildPasswordCredentials(application, randomBytes),
    keyCredentials: buildKeyCredentials(application),
  }
}

function buildPasswordCredentials(
  { seed, objectId }: ResolvedApplication,
  randomBytes: RandomBytes,
): PasswordCredential[] {
  return (seed.secrets ?? []).map((secret, index) => ({
    keyId: idFromName('client secret', objectId, String(index)),
    displayName: secret.displayName ?? 'Client secret',
    ...hashSecret(secret.value, randomBytes),
    ...secretValidity(secret),
  }))
}

function buildKeyCredentials({ seed, objectId }: ResolvedApplication): KeyCredential[] {
  return (seed.certificates ?? []).map((entry, index) => {
    const certificate = readCertificate(entry.pem)
    return {
      keyId: idFromName('certificate', objectId, String(index)),
      displayName: entry.displayName ?? certificate.subject,
      certificate: certificate.der,
      sha1Thumbprint: certificate.sha1Thumbprint,
      sha256Thumbprint: certificate.sha256Thumbprint,
      ...certificateValidity(entry, certificate),
    }
  })
}

function buildServicePrincipal(
  { seed, clientId, servicePrincipalId }: ResolvedApplication,
  { tenantId }: ResolvedTenant,
): ServicePrincipal | undefined {
  if (servicePrincipalId === undefined) return undefined
  return {
    objectId: servicePrincipalId,
    tenantId,
    clientId,
    displayName: seed.displayName,
    accountEnabled: seed.servicePrincipal?.accountEnabled ?? true,
  }
}

const resourceAppIds: Readonly<Record<ConsentSeed['resource'], string>> = { Dataverse: dataverseResourceAppId }

function buildDelegatedGrants(
  { seed, servicePrincipalId }: ResolvedApplication,
  tenant: ResolvedTenant,
): DelegatedGrant[] {
  if (servicePrincipalId === undefined) return []
  return (seed.consents ?? []).map(({ resource, scopes, user }) => ({
    clientObjectId: servicePrincipalId,
    resourceAppId: resourceAppIds[resource],
    userObjectId: user === undefined ? undefined : tenant.findUser(user)?.objectId,
    scopes: scopes ?? ['user_impersonation'],
  }))
}

async function buildUser(
  { seed, objectId }: ResolvedUser,
  { tenantId }: ResolvedTenant,
  randomBytes: RandomBytes,
): Promise<DirectoryUserContent> {
  return {
    user: {
      objectId,
      tenantId,
      userPrincipalName: seed.userPrincipalName,
      displayName: displayNameOf(seed),
      givenName: seed.givenName ?? '',
      surname: seed.surname ?? '',
      accountEnabled: seed.accountEnabled ?? true,
      passwordExpired: seed.passwordExpired ?? false,
      mfaRequired: seed.mfaRequired ?? false,
    },
    password: seed.password === undefined ? undefined : await hashPassword(seed.password, randomBytes),
  }
}
