/** Options of `@versekey/client`, under which its errors speak of them, and what they are called on the command line. */
const names: ReadonlyMap<string, string> = new Map([
  ['environmentUrl', '--url'],
  ['clientId', '--client-id'],
  ['tenantId', '--tenant'],
  ['authorityHost', '--authority'],
  ['username', '--username'],
  ['clientSecret', 'the client secret'],
  ['password', 'the password'],
])

/** What an option of the library is called on the command line. */
export function optionNamed(option: string): string {
  return names.get(option) ?? option
}

/** Puts the names of the command line into a sentence of the library: `give tenantId` → `give --tenant`. */
export function withOptionNames(text: string): string {
  return text.replace(/\b(?:environmentUrl|clientId|tenantId|authorityHost)\b(?::(?= '))?/g, (found) =>
    optionNamed(found.replace(':', '')),
  )
}
