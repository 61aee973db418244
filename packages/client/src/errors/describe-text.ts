/**
 * What a message may say of an option that was refused: its kind, its length and its first odd character. Never the
 * value, since what stands in the wrong place may well be the secret that belongs in another one.
 *
 * @param fits Matches a character that may stand in the option.
 */
export function describeText(value: unknown, fits: RegExp): string {
  if (value === undefined || value === null) return 'nothing'
  if (typeof value !== 'string') return `a value of type ${typeof value}`
  if (value === '') return 'an empty text'
  const characters = Array.from(value)
  const size = `a text of ${characters.length} characters`
  const index = characters.findIndex((character) => !fits.test(character))
  return index === -1 ? size : `${size}, of which number ${index + 1} is ${nameOf(characters[index] ?? '')}`
}

function nameOf(character: string): string {
  if (/^[\x21-\x7e]$/.test(character)) return `'${character}'`
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
}
