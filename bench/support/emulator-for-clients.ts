import type { BenchContext } from './bench.ts'
import { Child } from './child.ts'
import { type SignInTarget, targetVariable } from './sign-in-target.ts'

/** An emulator over TLS that counts requests, and how clients find it. */
export interface EmulatorForClients extends AsyncDisposable {
  /** Environment of programs that sign in to it. */
  readonly env: Readonly<Record<string, string>>
  /** Token requests since the last call. */
  takeTokenRequestCount(): Promise<number>
}

export async function startEmulatorForClients(context: BenchContext): Promise<EmulatorForClients> {
  const { installed, stateFolder } = context
  const child = new Child(installed.program('servers/counting-emulator'), { env: { VERSEKEY_HOME: stateFolder } })
  const ready: { readonly target: SignInTarget; readonly certificateAuthorityFile: string } = JSON.parse(
    await child.firstLine(),
  )
  return {
    env: { [targetVariable]: JSON.stringify(ready.target), NODE_EXTRA_CA_CERTS: ready.certificateAuthorityFile },
    takeTokenRequestCount: () => child.ask('takeTokenRequestCount', null),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}
