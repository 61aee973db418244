import type { IncomingHttpHeaders } from 'node:http'
import type { Service, ServiceReply } from '../../../src/listeners/service.ts'

interface Call {
  readonly method?: string
  /** Below `/api/data/v9.2/`, with or without a query. */
  readonly resource?: string
  /** A whole path with query, instead of a resource. */
  readonly target?: string
  readonly token?: string
  readonly headers?: IncomingHttpHeaders
  /** An object is sent as JSON. */
  readonly body?: object | string | Buffer
  readonly bodyTooLarge?: boolean
}

/** A reply with its JSON read. */
export interface Answer extends ServiceReply {
  readonly json: unknown
}

/** Sends a request to a service as a listener would. */
export async function call(service: Service, options: Call): Promise<Answer> {
  const {
    method = 'GET',
    resource = '',
    target = `/api/data/v9.2/${resource}`,
    token,
    headers = {},
    body = '',
  } = options
  const [path = '', ...query] = target.split('?')
  const isJson = typeof body === 'object' && !Buffer.isBuffer(body)
  const reply = await service({
    method,
    path,
    query: query.join('?'),
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(isJson && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: Buffer.isBuffer(body) ? body : Buffer.from(isJson ? JSON.stringify(body) : String(body)),
    bodyTooLarge: options.bodyTooLarge ?? false,
  })
  return { ...reply, json: readJson(reply) }
}

function readJson({ headers, body }: ServiceReply): unknown {
  const isJson = String(headers['Content-Type']).startsWith('application/json') && body.length > 0
  return isJson ? JSON.parse(body.toString()) : undefined
}
