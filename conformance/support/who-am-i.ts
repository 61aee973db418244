/** What an environment answers to a token: who the caller is, or a refusal. */
export interface WhoAmIAnswer {
  readonly status: number
  /** `WWW-Authenticate`. */
  readonly challenge: string | null
  readonly body: unknown
}

/** `GET /api/data/v9.2/WhoAmI` with a token that a client got, and nothing else. */
export async function whoAmI(environment: string, accessToken: string): Promise<WhoAmIAnswer> {
  const response = await fetch(`${environment}/api/data/v9.2/WhoAmI`, {
    headers: { Authorization: `Bearer ${accessToken}`, Accept: 'application/json' },
  })
  const text = await response.text()
  return {
    status: response.status,
    challenge: response.headers.get('www-authenticate'),
    body: text === '' ? undefined : JSON.parse(text),
  }
}
