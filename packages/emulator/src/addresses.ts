/** Where the services of a running emulator answer: origins without a trailing slash, for example `https://localhost:8443`. */
export interface Addresses {
  readonly authority: string
  /** By environment id, in the order of the world. */
  readonly environments: ReadonlyMap<string, string>
}
