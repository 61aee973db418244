/** A process that opens the authority in the folder its argument names, and prints what it got with a leaf of it. */
import { openLocalhostAuthority } from '../../src/machine/localhost-authority.ts'
import { openStateFolder } from '../../src/machine/state-folder.ts'

const authority = await openLocalhostAuthority(openStateFolder(process.argv[2]))
process.stdout.write(
  JSON.stringify({ authority: authority.certificatePem, leaf: authority.issueLeaf().certificatePem }),
)
