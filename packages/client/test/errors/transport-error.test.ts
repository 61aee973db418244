import { describe, expect, it } from 'vitest'
import { TransportError } from '../../src/index.ts'

function withCode(code: string): Error {
  return Object.assign(new Error('inner'), { code })
}

describe('TransportError', () => {
  it.each([
    ['ENOTFOUND', 'name_not_found'],
    ['EAI_AGAIN', 'name_not_found'],
    ['ECONNREFUSED', 'connection_refused'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate_not_trusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate_not_trusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate_not_trusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate_not_trusted'],
    ['CERT_HAS_EXPIRED', 'certificate_not_trusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate_not_trusted'],
    ['ECONNRESET', 'network'],
    ['UND_ERR_SOCKET', 'network'],
  ])('finds %s below "fetch failed" and calls it %s', (code, reason) => {
    const cause = new TypeError('fetch failed', { cause: withCode(code) })
    const error = new TransportError('https://host.example', cause)
    expect(error).toMatchObject({ reason, origin: 'https://host.example', cause })
  })

  it('calls a timeout of AbortSignal.timeout one', () => {
    expect(new TransportError('https://host.example', new DOMException('', 'TimeoutError')).reason).toBe('timeout')
  })

  it.each([[undefined], [null], ['text'], [{}]])('survives %j as a cause', (cause) => {
    expect(new TransportError('https://host.example', cause).reason).toBe('network')
  })

  it('survives a cause that is its own cause', () => {
    const cause = new Error('loop')
    cause.cause = cause
    expect(new TransportError('https://host.example', cause).reason).toBe('network')
  })
})
