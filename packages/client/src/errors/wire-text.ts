// Control and format characters, among them escape sequences that drive a terminal and marks that reverse the
// direction of text; line and paragraph separators forge lines in a log.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/** Text that another party chose, made fit for a message: one line, printable, at most `maxLength` UTF-16 units. */
export function wireText(text: string, maxLength = 200): string {
  const head = text.slice(0, maxLength)
  const line = head.replace(unprintable, ' ').toWellFormed().trim()
  return text.length > maxLength ? `${line}…` : line
}
