/** Where a client is to sign in, and as whom. */
export interface SignInTarget {
  /** Origin of the authority. */
  readonly authority: string
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
  /** `https://localhost:8444/.default` */
  readonly scope: string
}

/** Name of the environment variable that hands a target to a program, as JSON. */
export const targetVariable = 'BENCH_SIGN_IN_TARGET'

/** The target that this program was started with. */
export function readTarget(): SignInTarget {
  return JSON.parse(process.env[targetVariable] ?? '{}')
}

/** The form that gets a token from the authority ("Microsoft identity platform: client credentials flow"). */
export function tokenRequestOf({ authority, tenantId, clientId, clientSecret, scope }: SignInTarget) {
  return {
    url: `${authority}/${tenantId}/oauth2/v2.0/token`,
    form: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope },
  }
}
