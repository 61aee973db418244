import type { Directory } from '../world/directory.ts'
import type { DirectoryUser, ServicePrincipal } from '../world/model.ts'

/** Scopes of a resource that a client may use for a user: consented to by the user, or for everybody by an administrator. */
export function consentedScopes(
  directory: Directory,
  client: ServicePrincipal,
  resourceAppId: string,
  user: DirectoryUser,
): readonly string[] {
  const scopes = directory
    .listDelegatedGrants(client.objectId, resourceAppId)
    .filter(({ userObjectId }) => userObjectId === undefined || userObjectId === user.objectId)
    .flatMap((grant) => grant.scopes)
  return [...new Set(scopes)]
}
