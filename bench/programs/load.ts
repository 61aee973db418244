// The load generator: a number of connections, each of which asks for a token as soon as it has got one.
import type { Agent } from 'node:http'
import { createAgent, requestToken, type TokenRequest } from '../support/token-request.ts'
import { answer } from './support/answer.ts'

/** By endpoint and number of connections: these stay open from one measurement to the next. */
const agents = new Map<string, Agent>()

answer('load', async ({ request, connections, seconds }) => {
  const agent = agentFor(request, connections)
  const startedAt = performance.now()
  const elapsedSeconds = () => (performance.now() - startedAt) / 1000
  let tokens = 0
  async function askAgainAndAgain(): Promise<void> {
    while (elapsedSeconds() < seconds) {
      await requestToken(request, agent)
      tokens++
    }
  }
  await Promise.all(Array.from({ length: connections }, askAgainAndAgain))
  return { tokens, wallSeconds: elapsedSeconds() }
})

function agentFor(request: TokenRequest, connections: number): Agent {
  const key = `${request.url} ${connections}`
  const agent = agents.get(key) ?? createAgent(request, connections)
  agents.set(key, agent)
  return agent
}
