/**
 * A digest by which two credentials in one cache are told apart without keeping their secrets in its keys. Without it a
 * credential with a wrong secret would be handed the token that another one got with the right secret.
 */
export async function fingerprint(...secrets: readonly string[]): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(secrets))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
