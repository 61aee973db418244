/** How much and how long a listener puts up with. */
export interface ListenerLimits {
  /** A longer body is dropped and the service told so. */
  readonly maxBodyBytes: number
  /** How much of a body that is too long is read, and thrown away, before the reply goes out without waiting for its end. */
  readonly maxDrainedBytes: number
  /** How long a sender that is still sending after the reply may go on before its connection is cut. */
  readonly lingerMs: number
  /** From the connection, or the reply before, to the end of the headers; also bounds the TLS handshake. */
  readonly headersTimeoutMs: number
  /** From the connection, or the reply before, to the end of the body. */
  readonly requestTimeoutMs: number
  /** How often the two timeouts above are looked at. */
  readonly timeoutCheckMs: number
  readonly keepAliveTimeoutMs: number
  /** How long `close` waits for replies that are on their way. */
  readonly closeGraceMs: number
}

const mebibyte = 1024 * 1024

/** What the emulator's listeners put up with unless they are told otherwise. */
export const defaultLimits: ListenerLimits = {
  maxBodyBytes: mebibyte,
  maxDrainedBytes: 16 * mebibyte,
  lingerMs: 2_000,
  headersTimeoutMs: 20_000,
  requestTimeoutMs: 60_000,
  timeoutCheckMs: 5_000,
  keepAliveTimeoutMs: 65_000,
  closeGraceMs: 2_000,
}
