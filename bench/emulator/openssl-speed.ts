import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execFileAsync = promisify(execFile)

/**
 * How many RSA-2048 signatures a second of processor time buys, by `openssl speed`: no server can issue more tokens.
 *
 * @returns `undefined` where there is no such command.
 */
export async function findSignaturesPerSecond() {
  try {
    await execFileAsync('openssl', ['version'])
  } catch {
    return undefined
  }
  return async () => {
    const { stdout } = await execFileAsync('openssl', ['speed', '-seconds', '1', '-mr', 'rsa2048'])
    // +F2:index:bits:signatures per second:verifications per second
    const [, signatures] = /^\+F2:\d+:2048:([\d.]+):/m.exec(stdout) ?? []
    if (signatures === undefined) throw new Error('openssl speed printed no signatures per second')
    return { perCpuSecond: Number(signatures), perSecond: undefined }
  }
}
