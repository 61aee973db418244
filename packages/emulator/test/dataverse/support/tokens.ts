import { type KeyObject, sign } from 'node:crypto'
import { type JWTHeaderParameters, SignJWT } from 'jose'
import { ids, keyId } from './ids.ts'
import { authorityOrigin, noon, origin, signingKeys } from './test-environment.ts'

interface Signing {
  readonly key?: KeyObject | Uint8Array
  readonly header?: Partial<JWTHeaderParameters>
}

/** What a token says; `undefined` leaves a claim out. */
export type Claims = Readonly<Record<string, unknown>>

/** Claims of every token: issued at noon for an hour. */
function baseClaims(): Claims {
  const now = noon / 1000
  return {
    aud: origin,
    iss: `${authorityOrigin}/${ids.tenant}/`,
    tid: ids.tenant,
    iat: now,
    nbf: now,
    exp: now + 3600,
    ver: '1.0',
  }
}

export function signToken(
  claims: Claims,
  { key = signingKeys.privateKey, header = {} }: Signing = {},
): Promise<string> {
  return new SignJWT({ ...baseClaims(), ...claims })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId, ...header })
    .sign(key)
}

/** Header and payload of any text, well signed by the authority (RFC 7515 section 5.1). */
export function rawToken(header: string, payload: string): string {
  const content = [header, payload].map((part) => Buffer.from(part).toString('base64url')).join('.')
  return `${content}.${sign('sha256', Buffer.from(content), signingKeys.privateKey).toString('base64url')}`
}

/** As Entra ID issues them for client credentials: no `scp`, and `oid` is `sub`. */
export function appClaims(clientId: string): Claims {
  const objectId = clientId.replace(/^81/, '82')
  return { ...baseClaims(), appid: clientId, appidacr: '1', oid: objectId, sub: objectId }
}

/** A token with {@link appClaims}. */
export function appToken(clientId: string, claims: Claims = {}, signing: Signing = {}): Promise<string> {
  return signToken({ ...appClaims(clientId), ...claims }, signing)
}

/** As Entra ID issues them for a person who signed in. */
export function userClaims(objectId: string): Claims {
  return {
    ...baseClaims(),
    appid: ids.unknownClient,
    oid: objectId,
    sub: 'pairwise',
    scp: 'user_impersonation',
    upn: 'somebody@contoso.example',
  }
}

/** A token with {@link userClaims}. */
export function userToken(objectId: string, claims: Claims = {}): Promise<string> {
  return signToken({ ...userClaims(objectId), ...claims })
}
