/** A process that refills the pool of a state folder and waits for that, or has nothing else to do: folder, and `wait` or `leave`. */
import { openSigningKeyPool } from '../../src/machine/signing-key-pool.ts'
import { openStateFolder } from '../../src/machine/state-folder.ts'

const [, , path, manner] = process.argv
const refilled = openSigningKeyPool(openStateFolder(path), { size: 4 }).refill()
if (manner === 'wait') {
  const alive = setInterval(() => undefined, 1000)
  await refilled
  clearInterval(alive)
}
