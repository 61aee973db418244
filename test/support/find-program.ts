import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Path of a program of the system, or `undefined` where this machine has none: a test that needs it is then skipped by name. */
export function findProgram(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}
