import { dataverseErrorsByCode } from '@versekey/facts/dataverse-errors'
import { describe, expect, it } from 'vitest'

const pins: readonly (readonly [code: string, name: string | undefined, status: number, source: string])[] = [
  ['0x80072560', 'UserNotMemberOfOrg', 403, 'public logs'],
  ['0x80042f09', 'UserNotAssignedRoles', 403, 'public logs'],
  ['0x80040220', 'PrivilegeDenied', 403, 'Compose HTTP requests and handle errors'],
  ['0x80048306', 'unManagedIdsAccessDenied', 403, 'Compose HTTP requests and handle errors'],
  ['0x80040225', 'unManagedidsusernotenabled', 403, 'public logs'],
  ['0x8004a110', 'CannotActOnBehalfOfAnotherUser', 403, 'Compose HTTP requests and handle errors'],
  ['0x8004a113', 'UserDoesNotHaveAdminOnlyModePermissions', 403, 'status unconfirmed'],
  ['0x8004a104', 'OrganizationDisabled', 403, 'status unconfirmed'],
  ['0x80040217', 'ObjectDoesNotExist', 404, 'Web service error codes'],
  ['0x80060891', 'RecordNotFoundByEntityKey', 404, 'Web service error codes'],
  ['0x80060882', 'ConcurrencyVersionMismatch', 412, 'Perform conditional operations'],
  ['0x80060888', undefined, 400, 'public logs'],
  ['0x80048d19', undefined, 400, 'public logs'],
  ['0x80041103', 'QueryBuilderNoAttribute', 400, 'Web service error codes'],
  ['0x80040203', 'InvalidArgument', 400, 'Web service error codes'],
  ['0x8006088a', 'CrmHttpError', 400, 'Web service error codes'],
  ['0x80040227', 'CannotDeleteDueToAssociation', 405, 'Compose HTTP requests and handle errors'],
  ['0x80072322', 'ThrottlingBurstRequestLimitExceededError', 429, 'Service protection API limits'],
  ['0x80072321', 'ThrottlingTimeExceededError', 429, 'Service protection API limits'],
  ['0x80072326', 'ThrottlingConcurrencyLimitExceededError', 429, 'Service protection API limits'],
]

const texts: readonly (readonly [code: string, message: string, source: string])[] = [
  ['0x80072560', 'The user is not a member of the organization.', 'public logs'],
  ['0x80040217', '{table} With Id = {rowId} Does Not Exist', 'Compose HTTP requests and handle errors'],
  [
    '0x80040220',
    "Principal user (Id={userId}, type=8, roleCount={roleCount}, privilegeCount={privilegeCount}, accessMode={accessMode}), is missing {privilege} privilege (Id={privilegeId}) on OTC={objectTypeCode} for entity '{table}'. context.Caller={callerId}",
    'public logs',
  ],
  [
    '0x80042f09',
    'RetrievePrivilegeForUser: The user with id {userId} has not been assigned any roles. They need a role with the {privilege} privilege.',
    'public logs',
  ],
  ['0x80060888', "Resource not found for the segment '{segment}'.", 'public logs'],
  [
    '0x80072322',
    'Number of requests exceeded the limit of {limit} over time window of {seconds} seconds.',
    'Service protection API limits',
  ],
]

describe('Dataverse codes people meet most', () => {
  it.each(pins)('%s is %s with status %i (%s)', (code, name, status) => {
    const entry = dataverseErrorsByCode.get(code)
    expect([entry?.name, entry?.status]).toEqual([name, status])
  })

  it.each(texts)('%s says "%s" (%s)', (code, message) => {
    expect(dataverseErrorsByCode.get(code)?.message).toBe(message)
  })
})
