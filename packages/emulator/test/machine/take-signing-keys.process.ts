/** A process that takes keys out of the pool of a state folder, and prints their ids: arguments are the folder and how many. */
import { openSigningKeyPool } from '../../src/machine/signing-key-pool.ts'
import { openStateFolder } from '../../src/machine/state-folder.ts'

const [, , path, count] = process.argv
const keys = await openSigningKeyPool(openStateFolder(path)).takeSigningKeys(Number(count))
process.stdout.write(JSON.stringify(keys.map(({ publicKey }) => publicKey.export({ format: 'jwk' }).n)))
