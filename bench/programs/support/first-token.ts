import { readTarget, type SignInTarget } from '../../support/sign-in-target.ts'
import { printCpuSecondsAndExit } from './print-cpu-seconds.ts'

/** Gets one token and prints what the process has cost until then. @throws {Error} When what came is no token. */
export async function measureFirstToken(
  createGetToken: (target: SignInTarget) => () => Promise<string>,
): Promise<never> {
  const token = await createGetToken(readTarget())()
  if (token.split('.').length !== 3) throw new Error('what came is no token')
  printCpuSecondsAndExit()
}
