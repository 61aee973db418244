/**
 * Issuers and endpoints of a tenant. In direct mode all stand on the emulator's own origin, so that no token can be
 * taken for one of the real service; only their paths are Entra's.
 */
export function issuerV1(authority: string, tenantId: string): string {
  return `${authority}/${tenantId}/`
}

export function issuerV2(authority: string, tenantId: string): string {
  return `${authority}/${tenantId}/v2.0`
}
