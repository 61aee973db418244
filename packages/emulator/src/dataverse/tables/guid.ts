const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The form that rows are stored and compared in, since GUIDs compare without case; `undefined` for any other text. */
export function parseGuid(text: string): string | undefined {
  return guid.test(text) ? text.toLowerCase() : undefined
}
