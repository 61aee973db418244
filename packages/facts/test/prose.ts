import { expect } from 'vitest'

/** Cause and remedy are sentences for a person who is stuck. */
export function expectSentences(text: string, where: string): void {
  expect(text, where).toMatch(/^\S.*\.$/)
  expect(text, where).not.toMatch(/ {2}|\n|[{}]/)
  expect(text, where).not.toMatch(/contact (your|an|the) admin/i)
}

/** A title is one line without a full stop. */
export function expectTitle(text: string, where: string): void {
  expect(text, where).toMatch(/^[A-Z"]\S*( \S+)*[^.\s]$/)
  expect(text.length, where).toBeLessThanOrEqual(90)
}

/** A wire text has only well-formed placeholders: `{camelCase}`. */
export function expectTemplate(message: string, where: string): void {
  expect(message.replaceAll(/\{[a-z][A-Za-z]*\}/g, ''), where).not.toMatch(/[{}]/)
  expect(message, where).toBe(message.trim())
}
