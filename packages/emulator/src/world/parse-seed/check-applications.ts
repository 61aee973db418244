import { secretValidity } from '../credential-validity.ts'
import type { ResolvedApplication, ResolvedTenant } from '../resolve-tenant.ts'
import { type Finding, neverValid, type SeedPath } from './finding.ts'
import type { Uniqueness } from './uniqueness.ts'
import { describeUnknownName } from './unknown-name.ts'

/** The app registrations of a tenant: ids that no other has, secrets that can be valid, consents that can be given. */
export function checkApplications(tenant: ResolvedTenant, tenantPath: SeedPath, uniqueness: Uniqueness): Finding[] {
  return tenant.applications.flatMap((application, index) => {
    const path = [...tenantPath, 'applications', index]
    return [
      ...checkIds(application, path, uniqueness),
      ...checkSecrets(application, path),
      ...checkConsents(application, tenant, path),
    ]
  })
}

function checkIds(application: ResolvedApplication, path: SeedPath, uniqueness: Uniqueness): Finding[] {
  const { seed, clientId, objectId, servicePrincipalId } = application
  const clash = uniqueness.checkId({
    kind: 'client id',
    field: 'clientId',
    written: seed.clientId,
    resolved: clientId,
    path,
  })
  // The other ids are derived from the client id: they would only repeat the finding.
  if (clash.length > 0) return clash
  const kind = 'object id'
  const field = 'objectId'
  const findings = uniqueness.checkId({ kind, field, written: seed.objectId, resolved: objectId, path })
  if (servicePrincipalId === undefined) return findings
  const written = seed.servicePrincipal?.objectId
  const principal = { kind, field, written, resolved: servicePrincipalId, path: [...path, 'servicePrincipal'] }
  return [...findings, ...uniqueness.checkId(principal)]
}

function checkSecrets({ seed }: ResolvedApplication, path: SeedPath): Finding[] {
  const seen = new Map<string, SeedPath>()
  return (seed.secrets ?? []).flatMap((secret, index) => {
    const findings: Finding[] = []
    const secretPath = [...path, 'secrets', index]
    const { startsAt, endsAt } = secretValidity(secret)
    if (startsAt >= endsAt) findings.push({ path: secretPath, ...neverValid })
    const valuePath = [...secretPath, 'value']
    const firstAt = seen.get(secret.value)
    if (firstAt === undefined) seen.set(secret.value, valuePath)
    else findings.push({ path: valuePath, message: 'the application has this secret already', firstAt })
    return findings
  })
}

function checkConsents(
  { seed, servicePrincipalId }: ResolvedApplication,
  tenant: ResolvedTenant,
  path: SeedPath,
): Finding[] {
  const seen = new Map<string, SeedPath>()
  const userNames = tenant.users.map((known) => known.seed.userPrincipalName)
  return (seed.consents ?? []).flatMap(({ resource, user }, index) => {
    const findings: Finding[] = []
    const consentPath = [...path, 'consents', index]
    if (servicePrincipalId === undefined) {
      findings.push({
        path: consentPath,
        message: 'a consent is given to a service principal, and the application has none',
      })
    }
    if (user !== undefined && tenant.findUser(user) === undefined) {
      findings.push(describeUnknownName('user', user, userNames, [...consentPath, 'user']))
    }
    const key = JSON.stringify([resource, user?.toLowerCase()])
    const firstAt = seen.get(key)
    if (firstAt === undefined) seen.set(key, consentPath)
    else findings.push({ path: consentPath, message: 'this consent is given already', firstAt })
    return findings
  })
}
