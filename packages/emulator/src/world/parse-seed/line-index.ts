/** A place in a text, for people: line and column are counted from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Prepares a text for turning offsets into lines and columns; LF, CR LF and CR end a line. */
export function lineIndex(text: string): (offset: number) => Position {
  const lineStarts = [0]
  for (const { index, 0: lineEnd } of text.matchAll(/\r\n|\n|\r/g)) lineStarts.push(index + lineEnd.length)
  return (offset) => {
    let first = 0
    let last = lineStarts.length - 1
    while (first < last) {
      const middle = Math.ceil((first + last) / 2)
      if ((lineStarts[middle] ?? 0) <= offset) first = middle
      else last = middle - 1
    }
    return { line: first + 1, column: offset - (lineStarts[first] ?? 0) + 1 }
  }
}
