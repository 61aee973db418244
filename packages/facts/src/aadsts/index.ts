import { applications } from './applications.ts'
import { assertions } from './assertions.ts'
import { clientAuthentication } from './client-authentication.ts'
import { cloudsAndRegions } from './clouds-and-regions.ts'
import { codesAndRefreshTokens } from './codes-and-refresh-tokens.ts'
import { conditionalAccess } from './conditional-access.ts'
import { consent } from './consent.ts'
import { deviceCode } from './device-code.ts'
import { devices } from './devices.ts'
import type { AadstsEntry } from './entry.ts'
import { federatedCredentials } from './federated-credentials.ts'
import { multifactor } from './multifactor.ts'
import { passThroughAuthentication } from './pass-through-authentication.ts'
import { passwordChange } from './password-change.ts'
import { pkceAndCrossOrigin } from './pkce-and-cross-origin.ts'
import { redirectAndResponse } from './redirect-and-response.ts'
import { requestForm } from './request-form.ts'
import { resourcesAndScopes } from './resources-and-scopes.ts'
import { samlSingleSignOn } from './saml-single-sign-on.ts'
import { seamlessSingleSignOn } from './seamless-single-sign-on.ts'
import { serviceAvailability } from './service-availability.ts'
import { tenantRestrictions } from './tenant-restrictions.ts'
import { tenants } from './tenants.ts'
import { userSignIn } from './user-sign-in.ts'

export type { AadstsEntry, AadstsWireForm, EntraEndpoint } from './entry.ts'

/** Every entry of the catalogue, by subject. */
export const aadstsEntries: readonly AadstsEntry[] = [
  ...tenants,
  ...cloudsAndRegions,
  ...tenantRestrictions,
  ...applications,
  ...clientAuthentication,
  ...federatedCredentials,
  ...resourcesAndScopes,
  ...requestForm,
  ...redirectAndResponse,
  ...pkceAndCrossOrigin,
  ...codesAndRefreshTokens,
  ...deviceCode,
  ...assertions,
  ...consent,
  ...userSignIn,
  ...multifactor,
  ...conditionalAccess,
  ...devices,
  ...samlSingleSignOn,
  ...passThroughAuthentication,
  ...seamlessSingleSignOn,
  ...passwordChange,
  ...serviceAvailability,
]

/** Every AADSTS code of the catalogue, by number. */
export const aadstsByCode: ReadonlyMap<number, AadstsEntry> = new Map(aadstsEntries.map((entry) => [entry.code, entry]))
