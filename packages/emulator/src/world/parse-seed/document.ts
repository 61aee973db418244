import type { Node, ParseError } from 'jsonc-parser'
import { createScanner, getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser'
import { SeedError, type SeedProblem } from '../seed-error.ts'
import type { Finding, SeedPath } from './finding.ts'
import { lineIndex, type Position } from './line-index.ts'
import { printableField, printPath } from './printable.ts'

/** A seed file as data, with the way back from data to lines. */
export interface SeedDocument {
  readonly fileName: string
  readonly value: unknown
  /** The error to throw: a problem for each finding, in the order of the file. */
  refusal(findings: readonly Finding[]): SeedError
}

/** Nesting of a correct seed is 10; the bound keeps a hostile file from overflowing the stack. */
const deepestNesting = 32

const syntaxMessages: Readonly<Record<string, string>> = {
  InvalidSymbol:
    'not JSON here: a value is a text in double quotes, a number, true, false, null, an object or an array',
  InvalidNumberFormat: 'not a JSON number',
  PropertyNameExpected: 'a field name in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing after the field name',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace } is missing',
  CloseBracketExpected: 'a closing bracket ] is missing',
  EndOfFileExpected: 'something follows after the end of the object',
  UnexpectedEndOfComment: 'the comment is not closed',
  UnexpectedEndOfString: 'the text is not closed: a double quote is missing in this line',
  UnexpectedEndOfNumber: 'the number is not complete',
  InvalidUnicode: 'not a Unicode escape: \\u takes four hexadecimal digits',
  InvalidEscapeCharacter: 'not an escape sequence of JSON; a backslash is written \\\\',
  InvalidCharacter: 'a control character in a text; write it as an escape sequence',
}

/**
 * Reads JSON in which comments and trailing commas are allowed (seeds are written by hand), but no field twice.
 *
 * @throws {SeedError} When the text is not that; one problem for each line.
 */
export function openDocument(textAsRead: string, fileName: string): SeedDocument {
  const text = textAsRead.replace(/^\uFEFF/, '') // the byte order mark that some editors write
  const positionOf = lineIndex(text)
  const problem = (offset: number, path: string, message: string, expected = ''): SeedProblem => {
    return { file: fileName, ...positionOf(offset), path, message, expected }
  }
  const tooDeep = findTooDeepNesting(text)
  if (tooDeep !== undefined)
    throw new SeedError([problem(tooDeep, '', `nested more than ${deepestNesting} levels deep`)])
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { allowTrailingComma: true })
  if (root === undefined || errors.length > 0) {
    const problems = errors.filter(isTold).map(({ offset, error }) => problem(offset, '', describeSyntaxError(error)))
    throw new SeedError(oneForEachLine(problems))
  }
  const refusal = (findings: readonly Finding[]): SeedError => {
    const problems = findings
      .map((finding) => ({ finding, offset: findOffset(root, finding.path, finding.atField) }))
      .sort((a, b) => a.offset - b.offset)
      .map(({ finding: { path, message, expected, firstAt }, offset }) => {
        const first = firstAt === undefined ? '' : ` (first in line ${positionOf(findOffset(root, firstAt)).line})`
        return problem(offset, printPath(path), message + first, expected)
      })
    return new SeedError(problems)
  }
  const misread = findMisreadable(root).map(({ offset, path, message }) => problem(offset, printPath(path), message))
  if (misread.length > 0) throw new SeedError(misread)
  return { fileName, value: getNodeValue(root), refusal }
}

function describeSyntaxError(code: ParseError['error']): string {
  return syntaxMessages[printParseErrorCode(code)] ?? 'not JSON'
}

/**
 * The parser goes on after an error. What it then misses is mostly a consequence of the first error; a wrong character or
 * a missing comma is one of its own.
 */
function isTold({ error }: ParseError, index: number): boolean {
  return index === 0 || !/^(Value|PropertyName|Colon|Close\w+|EndOfFile)Expected$/.test(printParseErrorCode(error))
}

function oneForEachLine<T extends Position>(problems: readonly T[]): T[] {
  const lines = new Map<number, T>()
  for (const problem of problems) if (!lines.has(problem.line)) lines.set(problem.line, problem)
  return [...lines.values()]
}

function findTooDeepNesting(text: string): number | undefined {
  const scanner = createScanner(text, true)
  let depth = 0
  while (scanner.getPosition() < text.length) {
    scanner.scan()
    const first = text.charAt(scanner.getTokenOffset())
    if (first === '{' || first === '[') depth++
    if (first === '}' || first === ']') depth--
    if (depth > deepestNesting) return scanner.getTokenOffset()
  }
  return undefined
}

interface Misreadable {
  readonly offset: number
  readonly path: SeedPath
  readonly message: string
}

/** Fields written twice, of which one would silently win (RFC 8259 section 4), and texts with half a surrogate pair. */
function findMisreadable(node: Node, path: SeedPath = []): Misreadable[] {
  const children = node.children ?? []
  if (node.type === 'array') return children.flatMap((child, index) => findMisreadable(child, [...path, index]))
  if (node.type === 'string' && !isWellFormed(node)) return [{ offset: node.offset, path, message: illFormed }]
  if (node.type !== 'object') return []
  const seen = new Set<string>()
  return children.flatMap((property) => {
    const [key, value] = property.children ?? []
    if (key === undefined || value === undefined) return []
    const name = String(key.value)
    const inside = [...path, name]
    const found = findMisreadable(value, inside)
    if (!isWellFormed(key)) found.unshift({ offset: key.offset, path, message: illFormed })
    const message = `the field "${printableField(name)}" is written twice`
    if (seen.has(name)) found.unshift({ offset: key.offset, path: inside, message })
    seen.add(name)
    return found
  })
}

const illFormed = 'not Unicode text: half of a surrogate pair'

function isWellFormed(node: Node): boolean {
  return String(node.value).isWellFormed()
}

/** Where the value at a path begins, or the name of its field; for what is not written, what would hold it. */
function findOffset(root: Node, path: SeedPath, atField = false): number {
  let node = root
  for (const segment of path) {
    const child = findChild(node, segment)
    if (child === undefined) return node.offset
    node = child
  }
  return atField ? (node.parent?.offset ?? node.offset) : node.offset
}

function findChild(node: Node, segment: string | number): Node | undefined {
  if (typeof segment === 'number') return node.type === 'array' ? node.children?.[segment] : undefined
  if (node.type !== 'object') return undefined
  return node.children?.find((property) => property.children?.[0]?.value === segment)?.children?.[1]
}
