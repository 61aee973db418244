// Control and format characters, among them the sequences that drive a terminal and marks that turn the direction of
// text, and the separators that forge lines in a log. Servers and clients choose texts that end up on the screen.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/** A text of another party as one line that does nothing to a terminal but show itself. */
export function printable(text: string): string {
  return text.replace(unprintable, ' ').toWellFormed()
}

/** JSON that a terminal shows as it is: what `JSON.stringify` leaves unescaped of such characters is escaped too. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, escapeUnits)
}

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}
