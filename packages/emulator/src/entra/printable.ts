/** Text of a caller, fit for one line of a message. */
export function printable(text: string): string {
  const visible = text.replace(/[^\x20-\x7e]/g, '?')
  return visible.length > 100 ? `${visible.slice(0, 100)}…` : visible
}
