import type { DataverseErrorEntry } from './entry.ts'
import { errorCodes as source } from './sources.ts'

/** The caller is a user with roles: may they do this? */
export const privileges: readonly DataverseErrorEntry[] = [
  {
    code: '0x80040220',
    name: 'PrivilegeDenied',
    status: 403,
    evidence: 'documented',
    title: 'A privilege is missing from the roles of the caller',
    message:
      "Principal user (Id={userId}, type=8, roleCount={roleCount}, privilegeCount={privilegeCount}, accessMode={accessMode}), is missing {privilege} privilege (Id={privilegeId}) on OTC={objectTypeCode} for entity '{table}'. context.Caller={callerId}",
    cause: 'No role of the user or of their teams contains the privilege that the message names.',
    remedy:
      'Add the privilege to a role of the user in Power Platform admin center > the environment > Settings > Security roles: prvReadAccount, for example, is column Read of the table Account.',
    who: 'an environment administrator',
    source,
  },
  {
    code: '0x80048306',
    name: 'unManagedIdsAccessDenied',
    status: 403,
    evidence: 'documented',
    title: 'The caller may not touch this row',
    message:
      'SecLib::AccessCheckEx failed. Returned hr = -2147187962, ObjectID: {rowId}, OwnerId: {ownerId}, OwnerIdType: {ownerType} and CallingUser: {userId}. ObjectTypeCode: {objectTypeCode}, objectBusinessUnitId: {businessUnitId}, AccessRights: {accessRights}',
    cause: 'The roles contain the privilege, but not at a depth that reaches the owner of the row.',
    remedy:
      'Raise the depth of the privilege (User, Business unit, Parent, Organization), share the row with the user, or assign it.',
    who: 'an environment administrator',
    source,
  },
]
