import { type SignInTarget, tokenRequestOf } from '../../support/sign-in-target.ts'

/** The platform's `fetch` and nothing else. */
export function createGetToken(target: SignInTarget): () => Promise<string> {
  const { url, form } = tokenRequestOf(target)
  return async () => {
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) })
    const answer: { readonly access_token: string } = JSON.parse(await response.text())
    return answer.access_token
  }
}
