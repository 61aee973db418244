import type { Evidence } from '../evidence.ts'
import type { AadstsWireForm, EntraEndpoint } from './entry.ts'

/*
 * The few shapes in which codes travel. Where an entry lists several forms for one endpoint, the usual one stands first
 * and the others are variants seen in documents or logs.
 */

function form(at: EntraEndpoint, error: string, status: number, evidence: Evidence, suberror?: string): AadstsWireForm {
  return { at, error, status, evidence, ...(suberror !== undefined && { suberror }) }
}

/** A JSON error of the token endpoint. */
export function token(error: string, status: number, evidence: Evidence, suberror?: string): AadstsWireForm {
  return form('token', error, status, evidence, suberror)
}

/** A JSON error of the device code endpoint. */
export function device(error: string, status: number, evidence: Evidence): AadstsWireForm {
  return form('device', error, status, evidence)
}

/** A JSON error of instance discovery or of the OpenID configuration. */
export function discovery(error: string, status: number, evidence: Evidence): AadstsWireForm {
  return form('discovery', error, status, evidence)
}

/** An error that the authorization endpoint sends to the redirect URI. */
export function redirect(error: string, evidence: Evidence): AadstsWireForm {
  return { at: 'authorize', error, evidence }
}

/** An HTML page of the authorization endpoint: the client never learns of it. */
export function page(evidence: Evidence): AadstsWireForm {
  return { at: 'authorize', evidence }
}

/**
 * A sign-in that needs a person: the v2 token endpoint says `invalid_grant` and puts the kind of help into `suberror`,
 * the v1 endpoint says `interaction_required`.
 */
export function interaction(evidence: Evidence, suberror?: string): readonly AadstsWireForm[] {
  return [
    { ...token('invalid_grant', 400, evidence, suberror), protocol: 'v2' },
    { ...token('interaction_required', 400, evidence, suberror), protocol: 'v1' },
  ]
}
