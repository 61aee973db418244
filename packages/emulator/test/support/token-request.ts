/** Entra's error body (Microsoft identity platform: error response from the token endpoint). */
export interface ErrorBody {
  readonly error: string
  readonly error_description: string
  readonly error_codes: readonly number[]
  readonly timestamp: string
  readonly trace_id: string
  readonly correlation_id: string
  readonly error_uri: string
  readonly suberror?: string
}

/** Posts a form to the token endpoint of `tenant`. */
export function postToken(
  authority: string,
  tenant: string,
  parameters: Record<string, string> | string,
  { version = 'v2', headers = {} }: { version?: 'v1' | 'v2'; headers?: Record<string, string> } = {},
): Promise<Response> {
  const path = version === 'v2' ? 'oauth2/v2.0/token' : 'oauth2/token'
  return fetch(`${authority}/${tenant}/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof parameters === 'string' ? parameters : new URLSearchParams(parameters).toString(),
  })
}

/** What a test compares of a refusal. */
export async function refusal(response: Response): Promise<readonly [status: number, error: string, code: number]> {
  const body = (await response.json()) as ErrorBody
  return [response.status, body.error, body.error_codes[0] ?? 0]
}
