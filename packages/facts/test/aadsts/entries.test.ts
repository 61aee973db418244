import { type AadstsEntry, type AadstsWireForm, aadstsEntries } from '@versekey/facts/aadsts'
import { describe, expect, it } from 'vitest'
import { expectSentences, expectTemplate, expectTitle } from '../prose.ts'

/** Statuses an error may come with: RFC 6749 section 5.2, RFC 8628 section 3.5, and what Entra ID does beyond them. */
const statusesByError: Readonly<Record<string, readonly number[]>> = {
  access_denied: [403],
  authorization_pending: [400],
  bad_verification_code: [400],
  code_expired: [400],
  expired_token: [400],
  interaction_required: [400],
  invalid_client: [400, 401],
  invalid_grant: [400],
  invalid_instance: [400],
  invalid_request: [400, 405],
  invalid_resource: [400],
  invalid_scope: [400],
  invalid_tenant: [400],
  server_error: [400, 500],
  temporarily_unavailable: [400, 429, 503],
  unauthorized_client: [400],
  unsupported_grant_type: [400],
}

/** What a redirect may say: RFC 6749 section 4.1.2.1, OpenID Connect Core section 3.1.2.6, and Entra's own. */
const redirectErrors = [
  'access_denied',
  'consent_required',
  'interaction_required',
  'invalid_client',
  'invalid_request',
  'invalid_resource',
  'invalid_scope',
  'login_required',
  'server_error',
  'temporarily_unavailable',
  'unsupported_response_type',
]

const suberrors = [
  'additional_action',
  'bad_token',
  'basic_action',
  'consent_required',
  'message_only',
  'user_password_expired',
]

function expectWireForm(form: AadstsWireForm, where: string): void {
  if (form.at === 'authorize') {
    expect(form.status, where).toBeUndefined()
    if (form.error !== undefined) expect(redirectErrors, where).toContain(form.error)
    return
  }
  expect(statusesByError[form.error ?? 'none'], where).toContain(form.status)
  if (form.suberror !== undefined) {
    expect(['invalid_grant', 'interaction_required'], where).toContain(form.error)
    expect(suberrors, where).toContain(form.suberror)
  }
}

const named = aadstsEntries.map((entry): [string, AadstsEntry] => [`AADSTS${entry.code}`, entry])

describe('AADSTS entries', () => {
  it.each(named)('%s is complete and well-formed', (name, entry) => {
    expect(Number.isSafeInteger(entry.code) && entry.code >= 10_000 && entry.code < 10_000_000).toBe(true)
    expectTitle(entry.title, name)
    expectSentences(entry.cause, name)
    expectSentences(entry.remedy, name)
    expect(entry.source, name).toMatch(/\S/)
    expect(entry.wire.length, name).toBeGreaterThan(0)
    for (const form of entry.wire) expectWireForm(form, name)
    if (entry.message !== undefined) expectTemplate(entry.message, name)
  })

  it('have distinct titles', () => {
    const titles = aadstsEntries.map(({ title }) => title)
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([])
  })

  it('list no wire form twice', () => {
    for (const { code, wire } of aadstsEntries) {
      const forms = wire.map(({ evidence: _, ...form }) => JSON.stringify(form))
      expect(new Set(forms).size, `AADSTS${code}`).toBe(forms.length)
    }
  })

  it('carry no prefix or trace lines in their wire text: the server adds those', () => {
    for (const { message } of aadstsEntries) expect(message ?? '').not.toMatch(/AADSTS|Trace ID|Correlation ID/)
  })
})
