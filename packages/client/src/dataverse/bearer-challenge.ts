/**
 * Reads the parameters of the `Bearer` challenges in a `WWW-Authenticate` header, names in lower case.
 *
 * Dataverse leaves the values unquoted although they hold `:` and `/`, which the grammar of RFC 9110 section 11.2 forbids;
 * a strict parser refuses them. This one takes a value up to the next comma or blank, and quoted values as well. Where
 * a name comes twice the first one counts. One pass, so that its time grows with the header's length and no faster.
 *
 * @returns `undefined` when there is no `Bearer` challenge.
 */
export function parseBearerChallenge(header: string): ReadonlyMap<string, string> | undefined {
  let parameters: Map<string, string> | undefined
  let isBearer = false
  for (const { name, value } of readItems(header)) {
    if (value === undefined) {
      isBearer = name.toLowerCase() === 'bearer'
      if (isBearer) parameters ??= new Map()
    } else if (isBearer && parameters?.has(name.toLowerCase()) === false) {
      parameters.set(name.toLowerCase(), value)
    }
  }
  return parameters
}

/** A scheme (no value) or a parameter. */
interface Item {
  readonly name: string
  readonly value: string | undefined
}

function* readItems(header: string): Generator<Item> {
  // Sticky: each match starts where the last one ended. Every alternative consumes at least one character, and none can
  // match a run of characters in more than one way.
  const item = /([^\s,="]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^\s,"]*)))?|[\s,="]+/gsy
  for (let match = item.exec(header); match !== null; match = item.exec(header)) {
    const [, name, quoted, plain] = match
    if (name !== undefined) yield { name, value: quoted?.replace(/\\(.)/gs, '$1') ?? plain }
  }
}
