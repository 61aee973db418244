import { randomBytes } from 'node:crypto'
import type { Addresses } from './addresses.ts'
import { type Clock, systemClock } from './clock.ts'
import { createDataverseService } from './dataverse/dataverse-service.ts'
import { authorityForEnvironments } from './entra/authority-for-environments.ts'
import { createEntraService } from './entra/entra-service.ts'
import { createSigningKeys, type SigningKeys } from './entra/signing-keys.ts'
import { createJournal, type Journal, type JournalEntry } from './journal/journal.ts'
import { startListener } from './listeners/listener.ts'
import type { Service } from './listeners/service.ts'
import { type LocalhostAuthority, openLocalhostAuthority } from './machine/localhost-authority.ts'
import { openSigningKeyPool } from './machine/signing-key-pool.ts'
import { openStateFolder } from './machine/state-folder.ts'
import { loadSampleWorld } from './world/contoso.ts'
import { createWorld } from './world/create-world.ts'
import type { EnvironmentDatabase } from './world/environment-database.ts'
import type { EnvironmentRecord } from './world/model.ts'
import { checkSeed } from './world/parse-seed.ts'
import type { WorldSeed } from './world/seed.ts'
import type { World } from './world/world.ts'

export interface EmulatorOptions {
  /** What the world holds at the start; the sample world Contoso by default. */
  readonly seed?: WorldSeed | undefined
  /** Port of the authority; environments follow on the next ports. Busy ones are passed over; 0, the default, takes any free ones. */
  readonly port?: number | undefined
  /** Folder of the machine's localhost CA and key pool: by default `VERSEKEY_HOME`, else `~/.versekey`. */
  readonly stateFolder?: string | undefined
  /** What tokens, credentials' validity and the journal follow; TLS follows the machine's time always. */
  readonly clock?: Clock | undefined
  /** Serves without TLS: whoever can read the wire reads secrets and tokens. */
  readonly insecurePlainHttp?: boolean | undefined
  /**
   * Environments also take tokens whose audience is Dataverse's application id. Whether the service does is unconfirmed;
   * by default only the environment's own URL is an audience.
   */
  readonly acceptApplicationIdAudience?: boolean | undefined
  /** Called for each request that was answered. */
  readonly onJournalEntry?: ((entry: JournalEntry) => void) | undefined
  /** Called with a defect of the emulator itself, which the client sees as status 500. */
  readonly onDefect?: ((error: unknown) => void) | undefined
}

/** An environment of a running emulator. */
export interface RunningEnvironment {
  readonly record: EnvironmentRecord
  /** Origin without a trailing slash, for example `https://localhost:8444`. */
  readonly url: string
}

/** Entra ID and the environments that trust it, serving on loopback. */
export interface Emulator {
  /** Origin of the authorization server, for example `https://localhost:8443`. */
  readonly authority: string
  /** In the order of the seed. */
  readonly environments: readonly RunningEnvironment[]
  /** Certificate that clients must trust; `undefined` over plain HTTP. */
  readonly certificateAuthority: Pick<LocalhostAuthority, 'certificatePem' | 'certificatePath'> | undefined
  readonly world: World
  readonly journal: Journal
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Starts an emulator in this process, isolated from every other: its own ports, world and signing keys.
 *
 * @throws {SeedError} When `seed` does not hold together.
 * @throws {StateFolderError} When the state folder cannot be used.
 * @throws {ListenError} When no port can be listened on.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  // Whatever has been opened is closed again if a later step fails.
  await using opened = new AsyncDisposableStack()
  const clock = options.clock ?? systemClock
  const folder = openStateFolder(options.stateFolder)
  const pool = opened.adopt(openSigningKeyPool(folder), (it) => it.close())
  const [certificates, keys, world] = await Promise.all([
    options.insecurePlainHttp === true ? undefined : openLocalhostAuthority(folder),
    pool.takeSigningKeys(2),
    createWorld(options.seed === undefined ? loadSampleWorld() : checkSeed(options.seed), { randomBytes }),
  ])
  opened.defer(() => world.close())
  const journal = createJournal({ clock, onEntry: options.onJournalEntry, onDefect: options.onDefect ?? ignore })
  const seats = await listen(world, certificates, options, opened)
  const { acceptApplicationIdAudience = false } = options
  serve(seats, { world, clock, journal, signingKeys: createSigningKeys(keys), acceptApplicationIdAudience })
  pool.refill()
  return running(seats, { world, journal, certificates }, opened.move())
}

function ignore(): void {}

/** A place on the network for a service that is yet to be made: services must know each other's addresses. */
interface Seat {
  readonly origin: string
  /** Requests that came early are answered from now on. */
  take(service: Service): void
}

interface Seats {
  readonly entra: Seat
  readonly environments: readonly { readonly seat: Seat; readonly environment: EnvironmentDatabase }[]
}

async function listen(
  world: World,
  certificates: LocalhostAuthority | undefined,
  options: EmulatorOptions,
  opened: AsyncDisposableStack,
): Promise<Seats> {
  const tls = certificates?.issueLeaf() ?? 'plain-http'
  const onDefect = options.onDefect ?? ignore
  let port = options.port ?? 0

  async function bind(): Promise<Seat> {
    const taken = Promise.withResolvers<Service>()
    let service: Service = async (request) => (await taken.promise)(request)
    const listener = await startListener({ service: (request) => service(request), port, tls, onDefect })
    opened.defer(() => listener.close())
    // The highest port has no next one: any free one takes its place.
    if (port !== 0) port = (listener.port + 1) % 65_536
    return {
      origin: `${tls === 'plain-http' ? 'http' : 'https'}://localhost:${listener.port}`,
      take(made) {
        service = made
        taken.resolve(made)
      },
    }
  }

  const entra = await bind()
  const environments = []
  for (const environment of world.environments) environments.push({ environment, seat: await bind() })
  return { entra, environments }
}

interface Surroundings {
  readonly world: World
  readonly clock: Clock
  readonly journal: Journal
  readonly signingKeys: SigningKeys
  readonly acceptApplicationIdAudience: boolean
}

function serve({ entra, environments }: Seats, surroundings: Surroundings): void {
  const { world, clock, journal, signingKeys, acceptApplicationIdAudience } = surroundings
  const addresses: Addresses = {
    authority: entra.origin,
    environments: new Map(environments.map(({ environment, seat }) => [environment.record.environmentId, seat.origin])),
  }
  entra.take(journal.keep('entra', createEntraService({ world, addresses, clock, signingKeys, randomBytes })))
  const authority = authorityForEnvironments(addresses, signingKeys)
  for (const { environment, seat } of environments) {
    const service = createDataverseService({
      environment,
      authority,
      origin: seat.origin,
      clock,
      acceptApplicationIdAudience,
    })
    seat.take(journal.keep(`dataverse/${environment.record.urlName}`, service))
  }
}

function running(
  { entra, environments }: Seats,
  {
    world,
    journal,
    certificates,
  }: Pick<Emulator, 'world' | 'journal'> & { certificates: LocalhostAuthority | undefined },
  opened: AsyncDisposableStack,
): Emulator {
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= opened.disposeAsync()
    return closed
  }
  return {
    authority: entra.origin,
    environments: environments.map(({ environment, seat }) => ({ record: environment.record, url: seat.origin })),
    certificateAuthority: certificates,
    world,
    journal,
    close,
    [Symbol.asyncDispose]: close,
  }
}
