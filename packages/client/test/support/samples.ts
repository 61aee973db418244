import type { Clock } from '../../src/tokens/clock.ts'
import { type Arrived, type Handler, json, Network } from './network.ts'

export const publicAuthority = 'https://login.microsoftonline.com'
export const environmentUrl = 'https://contoso.crm4.dynamics.com'
export const tenantId = '7f1d0000-0000-4000-8000-00000000c0de'
export const clientId = '51f80000-0000-4000-8000-000000000001'
/** Not of the shape of real secrets; looked for wherever it must not be. */
export const secret = 'canary-secret-value-8f2a'
export const scope = `${environmentUrl}/.default`

/** A clock that stands until told to move. */
export class ManualClock implements Clock {
  ms = Date.parse('2025-01-01T00:00:00Z')
  now(): number {
    return this.ms
  }
  advanceSeconds(seconds: number): void {
    this.ms += seconds * 1000
  }
}

/** Answers every token request with a token of its own: `token-1`, `token-2`, and so on. */
export function issuing(extra: Record<string, unknown> = {}): Handler {
  let count = 0
  return () =>
    json(200, {
      token_type: 'Bearer',
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: `token-${++count}`,
      ...extra,
    })
}

export function networkWithAuthority(handler: Handler = issuing()): Network {
  return new Network().host(publicAuthority, handler)
}

export function formOf(request: Arrived | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(request?.body))
}

/** The challenge as Dataverse sends it: unquoted, `authorization_uri` first, v1 path. */
export function challenge(
  resource: string = environmentUrl,
  authority: string = publicAuthority,
  tenant: string = tenantId,
): string {
  return `Bearer authorization_uri=${authority}/${tenant}/oauth2/authorize, resource_id=${resource}/`
}
