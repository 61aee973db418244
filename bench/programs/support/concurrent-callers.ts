import { readTarget, type SignInTarget } from '../../support/sign-in-target.ts'
import { printCpuSecondsAndExit } from './print-cpu-seconds.ts'

/** Has many callers ask for the same token at once, while none is cached. @throws {Error} When one of them gets none. */
export async function measureConcurrentCallers(
  createGetToken: (target: SignInTarget) => () => Promise<string>,
): Promise<never> {
  const getToken = createGetToken(readTarget())
  const tokens = await Promise.all(Array.from({ length: Number(process.env['BENCH_CALLERS']) }, getToken))
  if (tokens.some((token) => token.split('.').length !== 3)) throw new Error('a caller got no token')
  printCpuSecondsAndExit()
}
