/** Takes known secrets out of a text, as they are and in the two ways in which they travel in a form or an address. */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed()), encodeForm(secret)])
  return forms.filter((form) => form !== '').reduce((clean, form) => clean.replaceAll(form, '[redacted]'), text)
}

/** "URL Standard", application/x-www-form-urlencoded serializing. */
function encodeForm(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}
