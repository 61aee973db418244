import { EntraError } from '../entra-error.ts'
import type { TokenForm } from '../token-endpoint/token-form.ts'
import { readAssertionSubject } from './client-assertion.ts'

/** The credential a request carries, not yet verified, and the client it claims to belong to. */
export type PresentedCredential =
  | { readonly method: 'none'; readonly clientId: string }
  | { readonly method: 'secret'; readonly clientId: string; readonly secret: string }
  | { readonly method: 'certificate'; readonly clientId: string; readonly assertion: string }

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/**
 * Finds the one credential of a token request: `client_secret_basic`, `client_secret_post`, `private_key_jwt` or none
 * (RFC 6749 section 2.3, RFC 7523 section 2.2).
 */
export function findPresentedCredential(form: TokenForm, authorization: string | undefined): PresentedCredential {
  const basic = authorization === undefined ? undefined : readBasic(authorization)
  const secret = form.find('client_secret')
  const assertion = form.find('client_assertion')
  if ([basic, secret, assertion].filter((credential) => credential !== undefined).length > 1) {
    throw new EntraError(9002313, { reason: 'more than one client credential was sent (RFC 6749 section 2.3)' })
  }
  if (basic !== undefined) return ofSameClient(basic, form.find('client_id'))
  if (assertion !== undefined) return presentedAssertion(form, assertion)
  const clientId = form.get('client_id')
  return secret === undefined ? { method: 'none', clientId } : { method: 'secret', clientId, secret }
}

function presentedAssertion(form: TokenForm, assertion: string): PresentedCredential {
  const type = form.get('client_assertion_type')
  if (type !== jwtBearer) {
    throw new EntraError(50027, {
      message: `Invalid JWT token. The value of client_assertion_type must be '${jwtBearer}'.`,
    })
  }
  // RFC 7521 section 4.2: client_id is optional, the assertion's subject identifies the client.
  return { method: 'certificate', clientId: form.find('client_id') ?? readAssertionSubject(assertion), assertion }
}

/** `Basic base64(urlencode(id):urlencode(secret))` (RFC 6749 section 2.3.1). */
function readBasic(authorization: string): PresentedCredential {
  const encoded = /^basic +([A-Za-z0-9+/_=-]+) *$/i.exec(authorization)?.[1]
  const decoded = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  const clientId = decodeFormValue(decoded.slice(0, Math.max(colon, 0)))
  const secret = decodeFormValue(decoded.slice(colon + 1))
  if (colon < 1 || !clientId || !secret) {
    throw new EntraError(7000218, { reason: 'the Authorization header does not hold Basic credentials of a client' })
  }
  return { method: 'secret', clientId, secret }
}

function ofSameClient(credential: PresentedCredential, clientId: string | undefined): PresentedCredential {
  if (clientId !== undefined && clientId.toLowerCase() !== credential.clientId.toLowerCase()) {
    throw new EntraError(9002313, { reason: 'client_id differs from the client of the Authorization header' })
  }
  return credential
}

function decodeFormValue(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
