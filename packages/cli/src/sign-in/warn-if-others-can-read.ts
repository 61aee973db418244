import type { TextFile } from '../input/text-file.ts'
import type { Output } from '../output/output.ts'

/** Warns about a secret in a file that is open to others; Windows has no such permissions. */
export async function warnIfOthersCanRead({ path, permissions }: TextFile, output: Output): Promise<void> {
  if (permissions === undefined || (permissions & 0o044) === 0 || process.platform === 'win32') return
  const mode = permissions.toString(8).padStart(4, '0')
  await output.warn(`other users of this machine can read ${path} (mode ${mode}); "chmod 600" keeps them out`)
}
