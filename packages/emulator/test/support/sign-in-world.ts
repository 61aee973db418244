import { randomBytes, randomUUID } from 'node:crypto'
import type { ApplicationSeed, WorldSeed } from '../../src/world/seed.ts'

/** A world that no two runs share, with one application or user for each way to be refused. */
export function signInWorld(certificatePem: string): { readonly ids: SignInIds; readonly seed: WorldSeed } {
  const ids = drawIds()
  return { ids, seed: seedOf(ids, certificatePem) }
}

export type SignInIds = ReturnType<typeof drawIds>

function drawIds() {
  const id = (): string => randomUUID()
  const secret = () => `sample-${randomBytes(18).toString('base64url')}`
  const domain = `t${randomBytes(5).toString('hex')}.onmicrosoft.com`
  const user = (name: string) => ({ upn: `${name}@${domain}`, objectId: id(), password: secret() })
  const application = () => ({ clientId: id(), secret: secret() })
  return {
    tenantId: id(),
    domain,
    otherTenantId: id(),
    service: application(),
    expired: application(),
    disabled: application(),
    withoutPrincipal: application(),
    foreign: application(),
    portal: { clientId: id() },
    confidentialPortal: application(),
    withoutConsent: { clientId: id() },
    certificateClient: { clientId: id() },
    certificatePortal: { clientId: id() },
    ada: user('ada'),
    disabledUser: user('disabled'),
    expiredUser: user('expired'),
    mfaUser: user('mfa'),
    passwordlessUser: user('passwordless'),
    grace: user('grace'),
    personalConsent: { clientId: id() },
  }
}

function seedOf(ids: SignInIds, pem: string): WorldSeed {
  const consents = [{ resource: 'Dataverse' as const, scopes: ['user_impersonation'] }]
  const withSecret = (displayName: string, { clientId, secret }: { clientId: string; secret: string }, more = {}) => ({
    displayName,
    clientId,
    secrets: [{ value: secret }],
    ...more,
  })
  const applications: ApplicationSeed[] = [
    withSecret('Service', ids.service),
    {
      displayName: 'Expired',
      clientId: ids.expired.clientId,
      secrets: [{ value: ids.expired.secret, startsAt: '2023-01-01T00:00:00Z', endsAt: '2024-01-01T00:00:00Z' }],
    },
    withSecret('Disabled', ids.disabled, { servicePrincipal: { accountEnabled: false } }),
    withSecret('Without principal', ids.withoutPrincipal, { servicePrincipal: null }),
    { displayName: 'Portal', clientId: ids.portal.clientId, isFallbackPublicClient: true, consents },
    withSecret('Confidential portal', ids.confidentialPortal, { consents }),
    {
      displayName: 'With consent of one person',
      clientId: ids.personalConsent.clientId,
      isFallbackPublicClient: true,
      consents: [{ resource: 'Dataverse', scopes: ['user_impersonation'], user: ids.ada.upn }],
    },
    { displayName: 'Without consent', clientId: ids.withoutConsent.clientId, isFallbackPublicClient: true },
    {
      displayName: 'Portal by certificate',
      clientId: ids.certificatePortal.clientId,
      certificates: [{ pem }],
      consents,
    },
    { displayName: 'By certificate', clientId: ids.certificateClient.clientId, certificates: [{ pem }] },
  ]
  return {
    tenants: [
      {
        displayName: 'Fourth Coffee',
        tenantId: ids.tenantId,
        domains: [ids.domain],
        applications,
        users: [
          person(ids.ada),
          person(ids.grace),
          { ...person(ids.disabledUser), accountEnabled: false },
          { ...person(ids.expiredUser), passwordExpired: true },
          { ...person(ids.mfaUser), mfaRequired: true },
          { userPrincipalName: ids.passwordlessUser.upn, objectId: ids.passwordlessUser.objectId },
        ],
        environments: [
          {
            friendlyName: 'Fourth Coffee',
            urlName: 'fourthcoffee',
            applicationUsers: [{ application: ids.service.clientId, roles: ['System Administrator'] }],
            users: [{ user: ids.ada.upn, roles: ['System Administrator'] }],
          },
          { friendlyName: 'Fourth Coffee Test', urlName: 'fourthcoffee-test' },
        ],
      },
      {
        displayName: 'Other',
        tenantId: ids.otherTenantId,
        domains: [`other-${ids.domain}`],
        applications: [withSecret('Foreign', ids.foreign)],
      },
    ],
  }
}

function person({ upn, objectId, password }: { upn: string; objectId: string; password: string }) {
  return { userPrincipalName: upn, objectId, password, displayName: 'A Person' }
}
