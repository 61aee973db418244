import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain } from '../../src/explain/index.ts'
import {
  CertificateError,
  ChallengeError,
  ConfigurationError,
  clientSecret,
  DataverseError,
  ForeignOriginError,
  TokenEndpointError,
  TransportError,
  UnexpectedResponseError,
} from '../../src/index.ts'
import { clientId, environmentUrl, publicAuthority, scope, tenantId } from '../support/samples.ts'

const trace = '0f2e0000-0000-4000-8000-000000000001'
const correlation = '0f2e0000-0000-4000-8000-000000000002'
const description = `AADSTS7000215: Invalid client secret provided. Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: 2025-03-04 17:46:18Z`

const codesOf = (failure: unknown) => explain(failure).map(({ code }) => code)

/** A reader of quadratic time would need minutes. */
const patienceMs = 10_000

describe('explain finds', () => {
  // "Microsoft Entra authentication and authorization error codes"; "Web service error codes" (Dataverse).
  it.each<[string, unknown, string[]]>([
    ['a number', 7000215, ['AADSTS7000215']],
    ['a number as text', ' 7000215 ', ['AADSTS7000215']],
    ['a code', 'AADSTS7000215', ['AADSTS7000215']],
    ['a code in lower case', 'aadsts700016', ['AADSTS700016']],
    ['a description', description, ['AADSTS7000215']],
    ['a description of old, with line breaks', description.replaceAll('. ', '.\r\n'), ['AADSTS7000215']],
    [
      'several codes',
      'AADSTS70002: Error validating credentials. AADSTS50126: Invalid username or password.',
      ['AADSTS70002', 'AADSTS50126'],
    ],
    ['the same code once', 'AADSTS50126 … AADSTS50126', ['AADSTS50126']],
    ['a body as text', JSON.stringify({ error: 'invalid_client', error_codes: [7000215] }), ['AADSTS7000215']],
    [
      'a body in a body',
      JSON.stringify(JSON.stringify({ error_codes: [7000215, 50126] })),
      ['AADSTS7000215', 'AADSTS50126'],
    ],
    ['a body', { error: 'invalid_client', error_codes: [7000215] }, ['AADSTS7000215']],
    ['a Dataverse code', '0x80072560', ['0x80072560']],
    ['a Dataverse code in capitals', 'Error 0X80072560.', ['0x80072560']],
    ['a Dataverse code without 0x', '80072560', ['0x80072560']],
    ['a signed decimal', '-2147015902', ['0x80072322']],
    ['the signed decimal of the missing user', '-2147015328', ['0x80072560']],
    ['a signed decimal as a number', -2147015902, ['0x80072322']],
    ['a typeset minus', '\u22122147015902', ['0x80072322']],
    ['a signed decimal in a text', 'hr = -2147187962, ObjectID: x', ['0x80048306']],
    ['a body of the Web API', { error: { code: '0x80072560', message: 'x' } }, ['0x80072560']],
    ['a body of the Web API as text', '{"error":{"code":"0x80042f09","message":"x"}}', ['0x80042f09']],
    ['codes of both kinds', 'AADSTS50126 0x80072560', ['AADSTS50126', '0x80072560']],
  ])('%s', (_, failure, expected) => {
    expect(codesOf(failure)).toEqual(expected)
  })

  it.each<[string, unknown]>([
    [
      'an error of MSAL',
      Object.assign(new Error(`invalid_client: ${description}`), {
        name: 'ServerError',
        errorCode: 'invalid_client',
        errorNo: '7000215',
        subError: '',
        correlationId: correlation,
      }),
    ],
    [
      'an error of Azure Identity',
      Object.assign(new Error('invalid_client: Error(s): 7000215'), {
        name: 'AuthenticationError',
        statusCode: 401,
        errorResponse: {
          error: 'invalid_client',
          errorDescription: description,
          errorCodes: [7000215],
          traceId: trace,
          correlationId: correlation,
        },
      }),
    ],
    ['an error that wraps one', new Error('could not sync', { cause: new Error(description) })],
    ['errors that are many', new AggregateError([new Error('x'), new Error(description)])],
    ['an error as consoles print it', inspect({ errorCodes: [7000215], correlationId: correlation }, { depth: 9 })],
  ])('the code in %s', (_, failure) => {
    expect(explain(failure)).toMatchObject([{ code: 'AADSTS7000215', correlationId: correlation }])
  })

  it('trace, correlation and request IDs in texts', () => {
    expect(explain(description)).toMatchObject([{ traceId: trace, correlationId: correlation }])
    expect(explain(`0x80072560 x-ms-service-request-id: ${trace},${correlation}`)).toMatchObject([{ requestId: trace }])
    expect(explain(`0x80072560 client-request-id: ${trace}`)[0]).not.toHaveProperty('requestId')
    expect(
      explain(`AADSTS50126 {\\"correlation_id\\":\\"${correlation}\\",\\"trace_id\\":\\"${trace}\\"}`),
    ).toMatchObject([{ traceId: trace, correlationId: correlation }])
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an empty text', ''],
    ['prose', 'it does not work'],
    ['a number that is no code', 3],
    ['an unknown code', 'AADSTS999999999'],
    ['an unknown Dataverse code', '0x8fffffff'],
    ['an IP address and a port', '127.0.0.1:50126'],
    ['a longer hexadecimal number', '0x8007256012345678'],
    ['a GUID', '80072560-0000-4000-8000-000000000000'],
    ['a function', () => 7000215],
    ['a symbol', Symbol('AADSTS50126')],
    ['a big integer', 7000215n],
    ['NaN', Number.NaN],
  ])('nothing in %s', (_, failure) => {
    expect(explain(failure)).toEqual([])
  })
})

describe('an explanation', () => {
  it('of an AADSTS code says cause, remedy, who, source, and links to Microsoft’s page', () => {
    const [explanation] = explain('AADSTS7000215')
    expect(explanation).toMatchObject({
      title: expect.stringMatching(/secret/i),
      cause: expect.stringMatching(/secret/i),
      remedy: expect.stringMatching(/.{20}/),
      who: 'the developer of the client',
      source: expect.stringMatching(/.{5}/),
      evidence: expect.any(String),
      link: 'https://login.microsoftonline.com/error?code=7000215',
    })
  })

  it('of a Dataverse code says who has to act', () => {
    expect(explain('0x80072560')).toMatchObject([
      { who: 'an environment administrator', cause: expect.stringMatching(/user/i) },
    ])
  })
})

describe('explain knows our own errors', () => {
  const subject = { clientId, tenantId, authorityHost: publicAuthority }
  const evidence = { environmentUrl, status: 401 }

  it.each<[Error, RegExp]>([
    [new CertificateError('encrypted_key', 'x'), /openssl pkey/],
    [new CertificateError('key_mismatch', 'x'), /made together/],
    [new ChallengeError('authority_not_trusted', 'x', evidence), /authorityHost/],
    [new ChallengeError('tenant_not_specific', 'x', evidence), /tenantId/],
    [new ConfigurationError('clientSecret', 'x'), /option/],
    [new DataverseError('WhoAmI', { status: 401 }), /requestId/],
    [new ForeignOriginError(environmentUrl, 'https://evil.example', 'redirect'), /plain fetch/],
    [new TokenEndpointError(subject, { status: 400, error: 'invalid_request', errorCodes: [] }), /errorDescription/],
    [
      new TransportError(publicAuthority, Object.assign(new Error(), { code: 'SELF_SIGNED_CERT_IN_CHAIN' })),
      /NODE_EXTRA_CA_CERTS/,
    ],
    [new TransportError(publicAuthority, undefined), /https/],
    [new UnexpectedResponseError('not_json', publicAuthority, 403, 'x'), /address/],
  ])('%s', (error, remedy) => {
    const [explanation, ...more] = explain(error)
    expect(more).toEqual([])
    expect(explanation?.code).toBe('code' in error ? error.code : undefined)
    expect(explanation?.remedy).toMatch(remedy)
  })

  it('also as a console prints them', () => {
    const error = new ChallengeError('resource_mismatch', 'x', evidence)
    expect(explain(inspect(error))).toEqual(explain(error))
    expect(explain(JSON.stringify(error))).toEqual(explain(error))
  })

  it('by the code that came with a refusal rather than by their own', () => {
    const failure = {
      status: 401,
      error: 'invalid_client',
      errorCodes: [7000215],
      correlationId: correlation,
      traceId: trace,
    }
    expect(explain(new TokenEndpointError(subject, failure))).toMatchObject([
      { code: 'AADSTS7000215', correlationId: correlation, traceId: trace },
    ])
    const refusal = { status: 403, errorCode: '0x80072560', requestId: trace }
    expect(explain(new DataverseError('WhoAmI', refusal))).toMatchObject([{ code: '0x80072560', requestId: trace }])
  })

  it('with a link for an AADSTS code that is not in the catalogue', () => {
    const failure = { status: 400, error: 'invalid_grant', errorCodes: [999999] }
    expect(explain(new TokenEndpointError(subject, failure))).toMatchObject([
      { code: 'VERSEKEY_TOKEN_ENDPOINT', link: 'https://login.microsoftonline.com/error?code=999999' },
    ])
  })

  it('as they come out of a call', async () => {
    const body = {
      error: 'invalid_client',
      error_description: description,
      error_codes: [7000215],
      trace_id: trace,
      correlation_id: correlation,
    }
    const fetch = async () => Response.json(body, { status: 401 })
    const failure = await clientSecret({ clientId, clientSecret: 'x', tenantId, fetch })
      .getToken(scope)
      .catch((error: unknown) => error)
    expect(explain(failure)).toMatchObject([{ code: 'AADSTS7000215', traceId: trace, correlationId: correlation }])
  })
})

describe('explain takes hostile input', () => {
  const parts = [
    'AADSTS',
    '1',
    'error_codes:[',
    'error_codes',
    ' ',
    '"',
    '\\',
    '=',
    '[1,',
    ',',
    '0x8',
    '0',
    '-',
    '-2',
    'VERSEKEY_',
    'A_',
    'correlation id ',
    'trace_id":"',
    '0f2e0000-',
    'reason',
    'req_id',
  ]

  it.each(parts)('a megabyte of %j in a moment', (part) => {
    const text = part.repeat(1_000_000 / part.length)
    for (const hostile of [text, `correlation id${text}`, `error_codes${text}`, `AADSTS${text}`, { message: text }]) {
      const start = performance.now()
      explain(hostile)
      expect(performance.now() - start).toBeLessThan(patienceMs)
    }
  })

  it('takes time in proportion to any mixture of what it looks for', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 6 }), (mixture) => {
        const unit = mixture.join('')
        const text = unit.repeat(200_000 / unit.length)
        const start = performance.now()
        explain(text)
        expect(performance.now() - start).toBeLessThan(patienceMs)
      }),
      { numRuns: 50 },
    )
  })

  it('takes any value without throwing', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withMap: true, withTypedArray: true }),
        (value) => void explain(value),
      ),
    )
  })

  it('takes values that are made to break readers', () => {
    const cycle: Record<string, unknown> = { message: 'AADSTS50126' }
    cycle['self'] = cycle
    let deep: unknown = 'AADSTS50126'
    for (let level = 0; level < 10_000; level++) deep = { cause: deep }
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('trap')
        },
        getOwnPropertyDescriptor: () => {
          throw new Error('trap')
        },
      },
    )
    const getter = {
      get message(): string {
        throw new Error('getter')
      },
    }
    expect(codesOf(cycle)).toEqual(['AADSTS50126'])
    for (const value of [
      deep,
      trap,
      getter,
      [trap, cycle],
      new Array(5_000_000).fill('x'),
      new Uint8Array(50_000_000),
    ]) {
      const start = performance.now()
      explain(value)
      expect(performance.now() - start).toBeLessThan(patienceMs)
    }
  })
})
