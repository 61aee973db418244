import { describe, expect, it } from 'vitest'
import { describeRequest } from '../../src/emulation/request-line.ts'
import { plainOutput } from '../support/plain-output.ts'

const at = new Date(2026, 10, 23, 6, 7, 8).getTime()
const entry = { sequence: 1, at, durationMs: 1, method: 'GET', status: 200 }
const { output } = plainOutput()

describe('describeRequest', () => {
  it('shows a request on one line, with ids shortened', () => {
    const path = '/96a347f9-2b23-55a8-a9f3-0ec6bfbae668/oauth2/v2.0/token'
    expect(describeRequest({ ...entry, service: 'entra', method: 'POST', path }, output)).toBe(
      '06:07:08 200 POST entra /96a347f9…/oauth2/v2.0/token',
    )
  })

  it('shows the reason and the remedy of a refusal below', () => {
    const refused = {
      ...entry,
      service: 'dataverse/contoso',
      path: '/api/data/v9.2/WhoAmI',
      status: 403,
      code: '0x80072560',
      reason: 'no application user has applicationid 4eee3a38-3b74-5542-b564-019f90d705c2',
      remedy: 'Add the client id as an application user.',
    }
    expect(describeRequest(refused, output)).toBe(
      [
        '06:07:08 403 GET  dataverse/contoso /api/data/v9.2/WhoAmI 0x80072560',
        '         no application user has applicationid',
        '         4eee3a38-3b74-5542-b564-019f90d705c2',
        '       → Add the client id as an application user.',
      ].join('\n'),
    )
  })

  it('cuts a long path to 80 columns', () => {
    const path = `/api/data/v9.2/${'a'.repeat(400)}`
    const line = describeRequest({ ...entry, service: 'dataverse/contoso', path, code: '0x80060888' }, output)
    expect(line).toHaveLength(80)
    expect(line).toMatch(/a… 0x80060888$/)
  })

  it('does nothing to a terminal, whatever a client sends', () => {
    const path = '/\u001b[2J\r\n07:00:00 200 GET  entra /forged'
    const line = describeRequest({ ...entry, service: 'entra', path, reason: 'bad\u001b]0;title\u0007' }, output)
    expect(line.split('\n')).toHaveLength(2)
    for (const character of ['\u001b', '\u0007', '\r']) expect(line).not.toContain(character)
  })
})
