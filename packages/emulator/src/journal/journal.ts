import type { Clock } from '../clock.ts'
import type { Outcome, Service, ServiceReply, ServiceRequest } from '../listeners/service.ts'

/**
 * One request and what became of it. The fields are an allow-list: no header, query, form or body of a request is ever
 * kept, because a real secret may have reached the emulator by mistake.
 */
export interface JournalEntry {
  /** Counts from 1 in the order of the answers. */
  readonly sequence: number
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly at: number
  /** `entra`, or `dataverse/` and the environment's name. */
  readonly service: string
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly status: number
  /** How long the answer took, by the machine's own time. */
  readonly durationMs: number
  readonly caller?: string
  readonly code?: string
  readonly reason?: string
  readonly remedy?: string
}

export interface JournalOptions {
  readonly clock: Clock
  /** Oldest entries give way beyond this many; 10,000 by default. */
  readonly maximumEntries?: number
  /** Called for each entry as it is written. */
  readonly onEntry?: ((entry: JournalEntry) => void) | undefined
  /** Called when `onEntry` throws: whoever listens must not break what is listened to. */
  readonly onDefect: (error: unknown) => void
}

/** What the emulator saw, newest last. */
export interface Journal {
  entries(): readonly JournalEntry[]
  /** Wraps a service so that each of its answers is written down. */
  keep(name: string, service: Service): Service
}

const longestText = 500

export function createJournal({ clock, maximumEntries = 10_000, onEntry, onDefect }: JournalOptions): Journal {
  const ring: JournalEntry[] = []
  let sequence = 0

  function write(name: string, request: ServiceRequest, reply: ServiceReply, startedAt: number): void {
    sequence += 1
    const entry: JournalEntry = {
      sequence,
      at: clock.now(),
      service: name,
      method: request.method,
      path: oneLine(request.path),
      status: reply.status,
      durationMs: performance.now() - startedAt,
      ...cleaned(reply.outcome),
    }
    ring[(sequence - 1) % maximumEntries] = entry
    try {
      onEntry?.(entry)
    } catch (error) {
      onDefect(error)
    }
  }

  return {
    entries() {
      const next = sequence % maximumEntries
      return ring.length < maximumEntries ? [...ring] : [...ring.slice(next), ...ring.slice(0, next)]
    },
    keep(name, service) {
      return async (request) => {
        const startedAt = performance.now()
        const reply = await service(request)
        write(name, request, reply, startedAt)
        return reply
      }
    },
  }
}

function cleaned(outcome: Outcome = {}): Outcome {
  return Object.fromEntries(Object.entries(outcome).map(([name, text]) => [name, oneLine(text)]))
}

/** Fit to be shown: no control characters, and not without end. */
function oneLine(text: string): string {
  const visible = text.replace(/\p{Cc}/gu, '?')
  return visible.length > longestText ? `${visible.slice(0, longestText)}…` : visible
}
