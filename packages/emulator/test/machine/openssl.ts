import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Path of the `openssl` program; `undefined` where there is none, and tests that need it are skipped by name. */
export const openssl: string | undefined = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'openssl'))
  .find(isExecutable)

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
