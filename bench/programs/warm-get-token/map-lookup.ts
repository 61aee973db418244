// The limit: whatever a cache does, it cannot do less than find an entry and hand it out in a promise.
import { answerMeasureCalls } from '../support/measure-calls.ts'
import { accessToken, lifetimeSeconds, tenantIds } from '../support/principals.ts'

const expiresOnTimestamp = Date.now() + lifetimeSeconds * 1000
const tokens = new Map(tenantIds.map((tenantId) => [tenantId, { token: accessToken, expiresOnTimestamp }]))

answerMeasureCalls(tenantIds, async (tenantId) => tokens.get(tenantId))
