import type { DataverseErrorEntry } from './entry.ts'
import { observed, errorCodes as source } from './sources.ts'

/** The token is good: is its holder a user of the environment, enabled, and has a role? */
export const membership: readonly DataverseErrorEntry[] = [
  {
    code: '0x80072560',
    name: 'UserNotMemberOfOrg',
    status: 403,
    evidence: 'public',
    title: 'The caller is not a user of the environment',
    message: 'The user is not a member of the organization.',
    cause:
      'The token is valid, but no row of systemusers belongs to it: the application has no application user here, or the user has not been added to the environment.',
    remedy:
      'Add the client id in Power Platform admin center > the environment > Settings > Application users, or add the user to the environment and its security group. Check the environment URL and the tenant.',
    who: 'an environment administrator',
    source,
  },
  {
    code: '0x80042f09',
    name: 'UserNotAssignedRoles',
    status: 403,
    evidence: 'public',
    title: 'The caller has no security role',
    message:
      'The user with id {userId} has not been assigned any roles. They need a role with the {privilege} privilege.',
    cause: 'The user row exists, and neither the user nor any of their teams has a security role.',
    remedy:
      'Assign a role in Power Platform admin center > the environment > Settings > Application users (or Users) > Edit security roles. It must be the copy of the role in the business unit of the user.',
    who: 'an environment administrator',
    source,
  },
  {
    code: '0x80040225',
    name: 'unManagedidsusernotenabled',
    status: 403,
    evidence: 'public',
    title: 'The caller is disabled in the environment',
    message:
      'The specified user(Id = {userId}) is disabled. Consider enabling this user. Additional Details: {details}',
    cause:
      'isdisabled of the user row is true: an application user was deactivated, or the user lost licence or group membership.',
    remedy:
      'Activate the user (PATCH systemusers({id}) with isdisabled false, or Activate in the admin center). A user who lost the licence or the security group needs that first.',
    who: 'an environment administrator',
    source,
  },
  {
    code: '0x8004a112',
    name: 'SystemUserDisabled',
    status: 401,
    evidence: 'inferred',
    title: 'The user was disabled after signing in',
    cause: 'The session is older than the deactivation of the user.',
    remedy: 'Enable the user again and get a new token.',
    who: 'an environment administrator',
    source,
  },
  {
    code: '0x80041d1f',
    name: 'BusinessManagementInvalidUserId',
    status: 400,
    evidence: 'unconfirmed',
    title: 'The user id is not valid',
    cause: 'The id names no user of the environment; clients have also met this code for a disabled user.',
    remedy:
      'Look the id up with systemusers?$filter=azureactivedirectoryobjectid eq {object id}, and check isdisabled.',
    who: 'the developer of the client',
    source,
  },
  {
    code: '0x8004a104',
    name: 'OrganizationDisabled',
    status: 403,
    evidence: 'unconfirmed',
    title: 'The environment is disabled',
    message: 'The organization is disabled.',
    cause:
      'The environment was switched off: a trial that ended, inactivity, a lapsed subscription or an operation in progress.',
    remedy:
      'Look at its state in Power Platform admin center > Environments, and re-enable it or wait for the operation to end.',
    who: 'an environment administrator',
    source,
  },
  {
    code: '0x8004a113',
    name: 'UserDoesNotHaveAdminOnlyModePermissions',
    status: 403,
    evidence: 'unconfirmed',
    title: 'The environment is in administration mode',
    message:
      'User does not have required privileges (or role membership) to access the org when it is in Admin Only mode.',
    cause: 'In this mode only System Administrators and System Customizers get in.',
    remedy:
      'Turn it off in Power Platform admin center > the environment > Edit > Administration mode, or wait until the copy or restore that set it is done.',
    who: 'an environment administrator',
    source,
  },
  {
    code: '0x80095ffc',
    status: 403,
    evidence: 'public',
    title: 'The application is not on the list of allowed applications',
    message:
      "Access to Dataverse API is restricted for this application Id : '{clientId}'. Please contact your administrator to update the access settings for this application.",
    cause: 'App access control of the environment admits only listed client ids, and this one is missing or blocked.',
    remedy:
      'Allow the client id in Power Platform admin center > the environment > Settings > Privacy + Security > App access control.',
    who: 'an environment administrator',
    source: observed,
  },
  {
    code: '0x80095ffe',
    status: 403,
    evidence: 'public',
    title: 'The IP firewall blocks the address of the client',
    cause: 'The IP firewall of the environment is on, and the address the request came from is in none of its ranges.',
    remedy:
      'Add the public address of the client in Power Platform admin center > the environment > Settings > Privacy + Security > IP firewall, or set isallowedbyipfirewall for an application user.',
    who: 'an environment administrator',
    source: observed,
  },
  {
    code: '0x80044507',
    name: 'UserDoesNotHaveAccessToTheTenant',
    status: 403,
    evidence: 'unconfirmed',
    title: 'The user has no access to the tenant of the environment',
    cause: 'The token was issued for a user of another tenant.',
    remedy: 'Get the token from the tenant of the environment, which the 401 challenge names in authorization_uri.',
    who: 'the developer of the client',
    source,
  },
  {
    code: '0x80048516',
    name: 'InvalidAuth',
    status: 400,
    evidence: 'unconfirmed',
    title: 'The kind of sign-in does not match the environment',
    cause: 'The authentication of the organisation is not the one the request was made for.',
    remedy: 'Use OAuth with the authority from the 401 challenge of the environment.',
    who: 'the developer of the client',
    source,
  },
]
