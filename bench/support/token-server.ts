import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Child, type ChildOptions } from './child.ts'
import type { ResourceUsage } from './questions.ts'
import { type SignInTarget, tokenRequestOf } from './sign-in-target.ts'
import { createAgent, requestToken, type TokenRequest } from './token-request.ts'

/** A server that issues tokens: its program, and what to make of the line it prints when it is ready. */
export interface TokenServer {
  readonly name: string
  readonly program: string
  options(): ChildOptions
  readReadyLine(line: string): Promise<TokenRequest>
}

/** A server that runs, and how it came to its first token. */
export interface RunningServer extends AsyncDisposable {
  readonly request: TokenRequest
  readonly firstToken: string
  /** From the start of the process. */
  readonly firstTokenWallSeconds: number
  readonly firstTokenCpuSeconds: number
  usage(): Promise<ResourceUsage>
}

/**
 * Starts a server and gets a token from it.
 *
 * @param usageProgram What is loaded into its process to tell of its resources.
 */
export async function startTokenServer(server: TokenServer, usageProgram: string): Promise<RunningServer> {
  const startedAt = performance.now()
  const { nodeOptions = [], ...options } = server.options()
  const child = new Child(server.program, {
    ...options,
    nodeOptions: [...nodeOptions, '--import', pathToFileURL(usageProgram).href],
  })
  try {
    const request = await server.readReadyLine(await child.firstLine())
    const agent = createAgent(request, 1)
    const firstToken = await requestToken(request, agent)
    const firstTokenWallSeconds = (performance.now() - startedAt) / 1000
    const usage = () => child.ask('usage', null)
    const { cpuSeconds: firstTokenCpuSeconds } = await usage()
    agent.destroy()
    const stop = () => child[Symbol.asyncDispose]()
    return { request, firstToken, firstTokenWallSeconds, firstTokenCpuSeconds, usage, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await child[Symbol.asyncDispose]()
    throw error
  }
}

const quietSeconds = 0.3
const quietShare = 0.02
const longestWaitSeconds = 10

/** Waits until a server does next to nothing: what it does in the background after its start is then over. */
export async function waitUntilIdle(server: RunningServer): Promise<ResourceUsage> {
  let before = await server.usage()
  for (let waited = 0; waited < longestWaitSeconds; waited += quietSeconds) {
    await wait(quietSeconds * 1000)
    const now = await server.usage()
    if (now.cpuSeconds - before.cpuSeconds < quietSeconds * quietShare) return now
    before = now
  }
  return before
}

/** For programs that print their token request. */
export async function readTokenRequest(line: string): Promise<TokenRequest> {
  return JSON.parse(line)
}

/** For `versekey emulate --json`: the sample world's application with a secret, in its first environment. */
export async function readListeningEvent(line: string): Promise<TokenRequest> {
  const { authority, environments, tenants, certificateAuthorityFile, publicSample } = JSON.parse(line)
  const { clientId, secret } = publicSample.applications['Nightly Integration']
  const target: SignInTarget = {
    authority,
    tenantId: tenants[0].tenantId,
    clientId,
    clientSecret: secret,
    scope: `${environments[0].url}/.default`,
  }
  return { ...tokenRequestOf(target), certificateAuthority: await readFile(certificateAuthorityFile, 'utf8') }
}
