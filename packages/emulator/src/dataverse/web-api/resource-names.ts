const functionNames = ['WhoAmI', 'RetrieveVersion', 'RetrieveCurrentOrganization'] as const

/** Unbound functions that the emulator answers (Web API function reference). */
export type FunctionName = (typeof functionNames)[number]

/** Names of functions are case-sensitive (Troubleshoot Dataverse Web API client errors). */
export function isFunctionName(name: string): name is FunctionName {
  return functionNames.some((known) => known === name)
}

/** First segments that published clients ask for and the emulator does not answer yet. */
export const notEmulatedResources: ReadonlySet<string> = new Set([
  '$batch',
  '$metadata',
  'EntityDefinitions',
  'GlobalOptionSetDefinitions',
  'RelationshipDefinitions',
  'RetrieveAadUserPrivileges',
  'RetrieveAadUserRoles',
  'RetrieveTotalRecordCount',
])
