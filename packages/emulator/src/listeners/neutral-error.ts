import type { ServiceReply } from './service.ts'

/** An error reply of the listener itself, before or beside any service: the shape OData clients read, without more. */
export function neutralError(status: number, code: string, message: string): ServiceReply {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
    body: JSON.stringify({ error: { code, message } }),
  }
}
