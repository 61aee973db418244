import type { AppRegistration, ServicePrincipal } from '../../world/model.ts'

/** How a client proved who it is; the values are those of the claim `appidacr`. */
export const clientAuthenticationClass = { none: '0', secret: '1', certificate: '2' } as const

export type ClientAuthenticationMethod = keyof typeof clientAuthenticationClass

/** A client whose registration is known in the tenant and whose credential, if it sent one, has been verified. */
export interface AuthenticatedClient {
  readonly registration: AppRegistration
  readonly servicePrincipal: ServicePrincipal
  readonly method: ClientAuthenticationMethod
}
