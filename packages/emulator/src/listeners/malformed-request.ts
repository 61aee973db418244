import type { Duplex } from 'node:stream'
import { neutralError } from './neutral-error.ts'
import { statusTexts } from './node-http.ts'
import type { ServiceReply } from './service.ts'

/** Node's code for plain HTTP that came to a TLS port. */
export const plainHttpToTls = 'ERR_SSL_HTTP_REQUEST'

/**
 * Answers what could not be read as a request and closes the connection; one that broke off is only closed.
 *
 * @param isReplying A reply to an earlier request is on its way: it is sent to its end, and nothing after it.
 */
export function answerMalformedRequest(error: Error, socket: Duplex, isReplying: boolean): void {
  const reply = explain(error)
  if (reply === undefined || !socket.writable) {
    socket.destroy()
    return
  }
  socket.end(isReplying ? '' : serialize(reply), () => socket.destroy())
}

/** By the codes of Node's HTTP parser and TLS; `undefined` when nobody is there to read an answer. */
function explain(error: Error): ServiceReply | undefined {
  const code = 'code' in error ? String(error.code) : ''
  const reason = error.message.replace(/^Parse Error: /, '')
  switch (code) {
    case plainHttpToTls:
      return neutralError(400, 'HttpsRequired', 'This port speaks HTTPS only. Write https:// instead of http://.')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return neutralError(408, 'RequestTimeout', 'The request did not come to its end in time. Send it whole, at once.')
    case 'HPE_HEADER_OVERFLOW':
      return neutralError(
        431,
        'RequestHeaderFieldsTooLarge',
        'The headers are longer than this server reads. Send fewer.',
      )
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return neutralError(
        413,
        'PayloadTooLarge',
        'The chunk extensions are longer than this server reads. Leave them out.',
      )
    default:
      return code.startsWith('HPE_')
        ? neutralError(400, 'BadRequest', `The request is not valid HTTP/1.1: ${reason}.`)
        : undefined
  }
}

/** There is no response object for a request that was not understood, so the reply is written by hand. */
function serialize(reply: ServiceReply): string {
  const headers = { ...reply.headers, 'Content-Length': Buffer.byteLength(reply.body), Connection: 'close' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${reply.status} ${statusTexts[reply.status]}\r\n${lines.join('')}\r\n${reply.body}`
}
