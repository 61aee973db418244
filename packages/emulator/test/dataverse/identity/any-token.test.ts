import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, call } from '../support/call.ts'
import { ids, keyId } from '../support/ids.ts'
import { createTestEnvironment } from '../support/test-environment.ts'
import { appClaims, rawToken } from '../support/tokens.ts'

/** JSON text that is nested deeper than a recursive writer can follow; two of them fit Node's 16 KB of headers. */
function nested(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`
}

const anyValue = fc.oneof(
  { weight: 4, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5500 }).map(nested) },
)

/** An object as JSON text, its members text as well; of two with the same name, the last counts. */
function objectText(base: object, members: Readonly<Record<string, string>>): string {
  const all = [
    ...Object.entries(base).map(([name, value]) => [name, JSON.stringify(value)]),
    ...Object.entries(members),
  ]
  return `{${all.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`
}

function members(names: readonly string[], atLeast: number): fc.Arbitrary<Record<string, string>> {
  return fc.dictionary(fc.constantFrom(...names), anyValue, { minKeys: atLeast, maxKeys: 4 })
}

function expectRefusal({ status, outcome }: Answer): void {
  expect(status).toBe(401)
  // One line that a terminal can show, and not without end.
  expect(outcome?.reason).toMatch(/^[\x20-\x7e]{1,400}$/)
}

const good = { alg: 'RS256', typ: 'JWT', kid: keyId }

describe('a token of any content is refused, never a defect', () => {
  it.each(['alg', 'kid'])('whose %s is 5,500 arrays in one another', async (name) => {
    const { service } = createTestEnvironment()
    const header = Buffer.from(objectText(good, { [name]: nested(5500) })).toString('base64url')
    const answer = await call(service, { resource: 'WhoAmI', token: `${header}.e30.` })
    expectRefusal(answer)
    expect(answer.outcome?.reason).toContain('(not text)')
  })

  it.each(['aud', 'iss', 'tid', 'scp', 'appid'])('whose %s is 5,500 arrays in one another', async (name) => {
    const { service } = createTestEnvironment()
    const token = rawToken(JSON.stringify(good), objectText(appClaims(ids.appClient), { [name]: nested(5500) }))
    expectRefusal(await call(service, { resource: 'WhoAmI', token }))
  })

  it('with any header', async () => {
    const { service } = createTestEnvironment()
    const header = members(['alg', 'kid', 'typ', 'crit', 'b64', 'enc', 'jwk', '__proto__'], 0)
    const payload = fc.oneof(
      anyValue,
      members(['aud', 'exp'], 0).map((claims) => objectText({}, claims)),
    )
    await fc.assert(
      fc.asyncProperty(header, fc.boolean(), payload, fc.string(), async (odd, isGood, claims, signature) => {
        const parts = [objectText(isGood ? good : {}, odd), claims, signature]
        const token = parts.map((part) => Buffer.from(part).toString('base64url')).join('.')
        expectRefusal(await call(service, { resource: 'WhoAmI', token }))
      }),
      { numRuns: 300 },
    )
  })

  it('with any claims, although the authority has signed them', async () => {
    const { service } = createTestEnvironment()
    // No generated value is a good one of these names; of the others, some are.
    const decisive = members(['aud', 'iss', 'tid', 'appid', 'scp'], 1)
    const others = members(['exp', 'nbf', 'iat', 'azp', 'oid', 'sub', 'idtyp', 'upn', 'jti', '__proto__'], 0)
    await fc.assert(
      fc.asyncProperty(decisive, others, async (first, second) => {
        const claims = objectText(appClaims(ids.appClient), { ...first, ...second })
        const token = rawToken(JSON.stringify(good), claims)
        expectRefusal(await call(service, { resource: 'WhoAmI', token }))
      }),
      { numRuns: 200 },
    )
  })
})
