/** A failure taken apart into what may hold codes. */
export interface Gathered {
  /** One line for each text or number: the name of the property, and its value. */
  readonly text: string
  /** Numbers found where AADSTS codes are kept: `error_codes`, `errorCodes`, `errorNo`. */
  readonly numbers: readonly number[]
}

/** Limits that keep a hostile or merely huge object from costing more than a moment. */
const maxTextLength = 1_000_000
const maxObjects = 200
const maxProperties = 200

const codeProperties = new Set(['error_codes', 'errorCodes', 'errorNo'])
/** A stack repeats the message; a response or request would be read for nothing. */
const ignoredProperties = new Set(['stack', 'response', 'request'])

interface Named {
  readonly name: string
  readonly value: unknown
}

/** Reads an error, a parsed body, or any value that holds one: breadth first, own properties only, no getters. */
export function gather(failure: unknown): Gathered {
  const lines: string[] = []
  const numbers: number[] = []
  const seen = new Set<object>()
  const queue: Named[] = [{ name: '', value: failure }]
  let room = maxTextLength
  for (const { name, value } of queue) {
    if (typeof value === 'string' || typeof value === 'number') {
      const line = name === '' ? String(value) : `${name}: ${value}`
      lines.push(line.slice(0, room))
      room = Math.max(0, room - line.length)
      if (codeProperties.has(name) && /^\d{4,9}$/.test(String(value))) numbers.push(Number(value))
    } else if (typeof value === 'object' && value !== null && !seen.has(value) && seen.size < maxObjects) {
      seen.add(value)
      queue.push(...childrenOf(value, name))
    }
  }
  return { text: lines.join('\n'), numbers }
}

function childrenOf(value: object, name: string): Named[] {
  if (ArrayBuffer.isView(value)) return []
  // Elements of a list go by the name of the list.
  if (Array.isArray(value)) return value.slice(0, maxProperties).map((element: unknown) => ({ name, value: element }))
  try {
    return Object.entries(Object.getOwnPropertyDescriptors(value))
      .slice(0, maxProperties)
      .filter(([key, descriptor]) => 'value' in descriptor && !ignoredProperties.has(key))
      .map(([key, descriptor]) => ({ name: key, value: descriptor.value }))
  } catch {
    // A proxy may throw from anything.
    return []
  }
}
