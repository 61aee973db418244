import { Agent as HttpAgent, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { text } from 'node:stream/consumers'

/** A form that a token endpoint answers with a token. */
export interface TokenRequest {
  readonly url: string
  readonly form: Readonly<Record<string, string>>
  /** PEM of the authority to trust; without it the system's are. */
  readonly certificateAuthority?: string
}

export function createAgent({ url, certificateAuthority }: TokenRequest, connections: number): HttpAgent {
  const options = { keepAlive: true, maxSockets: connections }
  if (url.startsWith('http:')) return new HttpAgent(options)
  return new HttpsAgent({ ...options, ...(certificateAuthority !== undefined && { ca: certificateAuthority }) })
}

/** Sends the request and gives the token. @throws {Error} When the answer holds none. */
export async function requestToken({ url, form }: TokenRequest, agent: HttpAgent): Promise<string> {
  const body = new URLSearchParams(form).toString()
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const send = url.startsWith('http:') ? requestHttp : requestHttps
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': Buffer.byteLength(body),
    Accept: 'application/json',
  }
  const request = send(url, { agent, method: 'POST', headers }, (response) => {
    text(response).then(resolve, reject)
  })
  request.on('error', reject)
  request.end(body)
  return readToken(await promise)
}

function readToken(body: string): string {
  const answer: { readonly access_token?: unknown; readonly error?: unknown } = JSON.parse(body)
  if (typeof answer.access_token === 'string') return answer.access_token
  throw new Error(`the token endpoint answered with ${JSON.stringify(answer.error)} and no token`)
}
