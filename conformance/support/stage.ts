import { type JournalEntry, startEmulator } from '@versekey/emulator'
import { type Cast, drawCast } from './cast.ts'

/** A running emulator with a world drawn for this run, and what a client is told of it. */
export interface Stage {
  readonly cast: Cast
  /** Origin of the authority, for example `https://localhost:40123`. */
  readonly authority: string
  /** Its host with the port, as MSAL's `knownAuthorities` wants it. */
  readonly authorityHost: string
  /** Origin of the environment that the cast's `systemUserId`s belong to. */
  readonly environment: string
  /** Origin of another environment, which knows the same callers by other ids. */
  readonly otherEnvironment: string
  /**
   * What the emulator answered while `work` ran, in order, for example
   * `POST https://localhost:40123/contoso.com/oauth2/v2.0/token 200`; queries are left out.
   */
  requestsDuring(work: () => Promise<unknown>): Promise<readonly string[]>
  close(): Promise<void>
}

export async function openStage(): Promise<Stage> {
  const { cast, seed } = drawCast()
  const emulator = await startEmulator({ seed })
  const [environment, otherEnvironment] = emulator.environments
  if (environment === undefined || otherEnvironment === undefined) throw new TypeError('the world has two environments')
  const originOf = ({ service }: JournalEntry) =>
    emulator.environments.find(({ record }) => service === `dataverse/${record.urlName}`)?.url ?? emulator.authority
  return {
    cast,
    authority: emulator.authority,
    authorityHost: new URL(emulator.authority).host,
    environment: environment.url,
    otherEnvironment: otherEnvironment.url,
    async requestsDuring(work) {
      const answeredBefore = emulator.journal.entries().length
      await work()
      return emulator.journal
        .entries()
        .slice(answeredBefore)
        .map((entry) => `${entry.method} ${originOf(entry)}${entry.path} ${entry.status}`)
    },
    close: () => emulator.close(),
  }
}
