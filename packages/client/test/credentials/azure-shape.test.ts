import { expect, it } from 'vitest'
import { clientSecret, connect, type TokenCredential } from '../../src/index.ts'
import { clientId, environmentUrl, networkWithAuthority, scope, secret, tenantId } from '../support/samples.ts'

// The shapes of @azure/core-auth 1.x and @azure/abort-controller 2.x, as far as they matter to callers.
interface AzureAbortSignalLike {
  readonly aborted: boolean
  addEventListener(
    type: 'abort',
    listener: (this: AzureAbortSignalLike, event: unknown) => unknown,
    options?: unknown,
  ): void
  removeEventListener(
    type: 'abort',
    listener: (this: AzureAbortSignalLike, event: unknown) => unknown,
    options?: unknown,
  ): void
}

interface AzureGetTokenOptions {
  abortSignal?: AzureAbortSignalLike
  requestOptions?: { timeout?: number }
  tracingOptions?: { tracingContext?: object }
  claims?: string
  enableCae?: boolean
  tenantId?: string
}

interface AzureAccessToken {
  token: string
  expiresOnTimestamp: number
  refreshAfterTimestamp?: number
  tokenType?: 'Bearer' | 'pop'
}

interface AzureTokenCredential {
  getToken(scopes: string | string[], options?: AzureGetTokenOptions): Promise<AzureAccessToken | null>
}

it('our credentials are credentials for Azure’s libraries', async () => {
  const network = networkWithAuthority()
  const credential: AzureTokenCredential = clientSecret({
    clientId,
    clientSecret: secret,
    tenantId,
    fetch: network.fetch,
  })
  const options = {
    abortSignal: new AbortController().signal,
    enableCae: true,
    tracingOptions: {},
    requestOptions: { timeout: 1 },
  }
  expect(await credential.getToken([scope], options)).toMatchObject({ token: 'token-1' })
})

it('Azure’s credentials are credentials for us', async () => {
  const theirs: AzureTokenCredential = {
    getToken: async () => ({ token: 'theirs', expiresOnTimestamp: 0, tokenType: 'Bearer' }),
  }
  const credential: TokenCredential = theirs
  const connection = await connect({ environmentUrl, credential })
  expect(await connection.getToken({ abortSignal: new AbortController().signal })).toMatchObject({ token: 'theirs' })
})
