/** The application that all principals of the benchmark of warm calls are: one registration, many tenants. */
export const clientId = '11111111-1111-4111-8111-111111111111'

/** No secret of anything: no request leaves the process. */
export const clientSecret = 'sample-secret-of-the-benchmark'

export const scope = 'https://org.crm.dynamics.com/.default'

/** As long as Entra ID's tokens for applications. */
export const accessToken = 'x'.repeat(1_400)

export const lifetimeSeconds = 3_599

/** A tenant for each principal: a service that signs in to its customers' environments has one principal in each. */
export const tenantIds: readonly string[] = Array.from(
  { length: Number(process.argv[2]) },
  (_nothing, index) => `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
)

/** Where the public cloud signs in to a tenant. */
export function authorityOf(tenantId: string): string {
  return `https://login.microsoftonline.com/${tenantId}`
}
