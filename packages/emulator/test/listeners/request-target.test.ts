import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseRequestTarget } from '../../src/listeners/request-target.ts'

it.each([
  ['/', '/', ''],
  ['/a/b', '/a/b', ''],
  ['/a?b=c', '/a', 'b=c'],
  ['/a?', '/a', ''],
  ['/a?b?c', '/a', 'b?c'],
  ['/%2F%3f?x=%3F', '/%2F%3f', 'x=%3F'],
  ['//host/a?b', '//host/a', 'b'],
  ['/http://host/a', '/http://host/a', ''],
  ['*', '*', ''],
  ['', '', ''],
])('splits the origin form %j into %j and %j (RFC 9112 section 3.2.1)', (target, path, query) => {
  expect(parseRequestTarget(target)).toEqual({ path, query, authority: undefined })
})

it.each([
  ['https://localhost:8443/a?b=c', '/a', 'b=c', 'localhost:8443'],
  ['HTTP://localhost/a', '/a', '', 'localhost'],
  ['http://[::1]:1/a', '/a', '', '[::1]:1'],
  ['http://localhost', '/', '', 'localhost'],
  ['http://localhost?b', '/', 'b', 'localhost'],
  ['http://user:word@localhost/a@b', '/a@b', '', 'localhost'],
  ['http:///a', '/a', '', ''],
])('splits the absolute form %j into %j, %j and %j (RFC 9112 section 3.2.2)', (target, path, query, authority) => {
  expect(parseRequestTarget(target)).toEqual({ path, query, authority })
})

it('loses nothing of a path and query', () => {
  const path = fc.webPath({ size: 'large' }).map((text) => `/${text}`)
  fc.assert(
    fc.property(path, fc.webQueryParameters(), fc.constantFrom('', 'https://localhost:1'), (path, query, origin) => {
      const target = parseRequestTarget(`${origin}${path}?${query}`)
      expect([target.path, target.query]).toEqual([path, query])
    }),
  )
})

it('never fails, and takes no long time, whatever it is given', () => {
  fc.assert(fc.property(fc.string({ maxLength: 5000 }), (target) => void parseRequestTarget(target)))
  parseRequestTarget(`http://${'a@'.repeat(50_000)}`)
})
