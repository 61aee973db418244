import { ODataError } from '../errors/odata-error.ts'
import type { Row } from '../tables/rows.ts'
import type { Statements } from '../tables/statements.ts'
import type { VerifiedToken } from './verified-token.ts'

/** The user of the environment that a request runs as. */
export interface Caller {
  readonly systemUserId: string
  readonly businessUnitId: string
  /** Entra object id of the person or of the service principal. */
  readonly azureActiveDirectoryObjectId: string
  /** 0 Read-Write … 4 Non-interactive, 5 Delegated admin. */
  readonly accessMode: number
  /** At least one. */
  readonly roleCount: number
}

/**
 * Finds the `systemuser` that a token stands for, as the database has it now: nothing about users and roles is kept
 * from one request to the next.
 *
 * @throws {ODataError} `0x8004a104` environment disabled, `0x80072560` no such user, `0x80040225` user disabled,
 * `0x80042f09` user without a role.
 */
export function findCaller(statements: Statements, token: VerifiedToken): Caller {
  checkEnvironment(statements)
  const row = findUser(statements, token)
  const systemUserId = String(row['systemuserid'])
  if (row['isdisabled'] === 1) {
    throw new ODataError('0x80040225', {
      values: { userId: systemUserId, details: 'IsDisabled=True' },
      reason: `user ${String(row['fullname'])} is disabled`,
    })
  }
  const roleCount = Number(row['rolecount'])
  if (roleCount === 0) {
    throw new ODataError('0x80042f09', {
      values: { userId: systemUserId, privilege: 'prvReadUser' },
      reason: `user ${String(row['fullname'])} has no security role`,
    })
  }
  return {
    systemUserId,
    businessUnitId: String(row['businessunitid']),
    azureActiveDirectoryObjectId: String(row['azureactivedirectoryobjectid']),
    accessMode: Number(row['accessmode']),
    roleCount,
  }
}

function checkEnvironment(statements: Statements): void {
  const organization = statements('SELECT isdisabled FROM organization').get()
  if (organization?.['isdisabled'] === 1) throw new ODataError('0x8004a104')
}

/** A person is known by object id, a client by application id (Use single-tenant server-to-server authentication). */
function findUser(statements: Statements, token: VerifiedToken): Row {
  const row =
    token.kind === 'delegated'
      ? statements(userSql('azureactivedirectoryobjectid')).get(token.objectId)
      : statements(userSql('applicationid')).get(token.clientId)
  if (row !== undefined) return row
  throw new ODataError('0x80072560', {
    reason:
      token.kind === 'delegated'
        ? `no user has azureactivedirectoryobjectid ${token.objectId} (${token.userName})`
        : `no application user has applicationid ${token.clientId}`,
  })
}

function userSql(key: 'azureactivedirectoryobjectid' | 'applicationid'): string {
  return `SELECT systemuserid, fullname, businessunitid, azureactivedirectoryobjectid, accessmode, isdisabled,
    (SELECT count(*) FROM systemuserroles WHERE systemuserroles.systemuserid = systemuser.systemuserid) AS rolecount
    FROM systemuser WHERE ${key} = ?`
}
