import { expect, it } from 'vitest'
import { createJournal } from '../../src/journal/journal.ts'
import type { Outcome, ServiceRequest } from '../../src/listeners/service.ts'

const clock = { now: () => 1_772_646_378_000 }

function request(path: string): ServiceRequest {
  return {
    method: 'GET',
    path,
    query: 'secret=1',
    headers: { authorization: 'secret' },
    body: Buffer.from('secret'),
    bodyTooLarge: false,
  }
}

const answering = (outcome?: Outcome) => () => ({ status: 200, headers: {}, body: '', ...(outcome && { outcome }) })

it('keeps the newest entries, oldest first, and counts all', async () => {
  const journal = createJournal({ clock, maximumEntries: 3, onDefect: () => undefined })
  const service = journal.keep('entra', answering())
  expect(journal.entries()).toEqual([])
  for (const path of ['/1', '/2', '/3', '/4', '/5']) await service(request(path))
  expect(journal.entries().map(({ sequence, path }) => [sequence, path])).toEqual([
    [3, '/3'],
    [4, '/4'],
    [5, '/5'],
  ])
})

it('keeps nothing of a request but method and path', async () => {
  const journal = createJournal({ clock, onDefect: () => undefined })
  await journal.keep('entra', answering({ code: 'AADSTS7000215', reason: 'wrong' }))(request('/token'))
  expect(journal.entries()).toEqual([
    {
      sequence: 1,
      at: 1_772_646_378_000,
      service: 'entra',
      method: 'GET',
      path: '/token',
      status: 200,
      durationMs: expect.any(Number),
      code: 'AADSTS7000215',
      reason: 'wrong',
    },
  ])
})

it('shows no control character, and nothing without end', async () => {
  const journal = createJournal({ clock, onDefect: () => undefined })
  const service = journal.keep('entra', answering({ caller: 'a\r\nb', reason: `\u001b[31m${'x'.repeat(20_000)}` }))
  await service(request(`/${'y'.repeat(14_000)}`))
  const [entry] = journal.entries()
  expect(entry?.caller).toBe('a??b')
  expect(entry?.reason?.startsWith('?[31mxxx')).toBe(true)
  expect([entry?.reason?.length, entry?.path.length]).toEqual([501, 501])
})

it('answers although a listener throws, and tells of that', async () => {
  const defects: unknown[] = []
  const failure = new Error('listener')
  const journal = createJournal({
    clock,
    onEntry: () => {
      throw failure
    },
    onDefect: (error) => defects.push(error),
  })
  expect((await journal.keep('entra', answering())(request('/'))).status).toBe(200)
  expect([defects, journal.entries().length]).toEqual([[failure], 1])
})
