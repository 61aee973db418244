import type { UserSeed } from './seed.ts'

/** The name a directory shows: as written, or given name and surname, or the part of the sign-in name before the @. */
export function displayNameOf(user: UserSeed): string {
  return user.displayName ?? (givenNameAndSurname(user) || localPart(user))
}

/** The `fullname` of a person in an environment, which is made of the two names where they are known. */
export function fullNameOf(user: UserSeed): string {
  return givenNameAndSurname(user) || displayNameOf(user)
}

function givenNameAndSurname({ givenName = '', surname = '' }: UserSeed): string {
  return `${givenName} ${surname}`.trim()
}

function localPart({ userPrincipalName }: UserSeed): string {
  return userPrincipalName.slice(0, userPrincipalName.indexOf('@'))
}
