import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/** The one body chunk of a request, as undici reports it ("Diagnostics Channel Support", undici:request:bodyChunkSent). */
interface BodyChunkSent {
  readonly request: object
  readonly chunk: string | Uint8Array
}

const channel = 'undici:request:bodyChunkSent'

/**
 * The forms that this process posted by `fetch` while `work` ran, in order. They are seen from outside, through
 * Node.js's diagnostics channel: the client under test needs no setting for it and runs as it always does.
 */
export async function formsSentDuring(work: () => Promise<unknown>): Promise<readonly URLSearchParams[]> {
  const bodies = new Map<object, Buffer[]>()
  const record = (message: unknown) => {
    const { request, chunk } = message as BodyChunkSent
    bodies.set(request, [...(bodies.get(request) ?? []), Buffer.from(chunk)])
  }
  subscribe(channel, record)
  try {
    await work()
  } finally {
    unsubscribe(channel, record)
  }
  return [...bodies.values()].map((chunks) => new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
}
