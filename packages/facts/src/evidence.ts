/** How sure an entry is, from strongest to weakest. */
export type Evidence =
  /** Stated by the vendor's documentation. */
  | 'documented'
  /** Seen in recorded traffic of the real service. */
  | 'recorded'
  /** Measured: an unmodified published client was run against a logging server. */
  | 'measured'
  /** Read in the source of a published client. */
  | 'client-source'
  /** Seen in several public logs or fixtures; good, not authoritative. */
  | 'public'
  /** The code is documented; the pairing with an error and status is inferred from its family. */
  | 'inferred'
  /** Plausible, no source found. The few that matter have a switch, see docs/unconfirmed.md. */
  | 'unconfirmed'

/** Who can act on a remedy. */
export type Actor =
  | 'the developer of the client'
  | 'the person signing in'
  | 'a tenant administrator'
  | 'an environment administrator'
  | 'the network administrator'
  | 'the administrator of the home tenant'
  | 'the publisher of the application'
  | 'Microsoft support'
  | 'nobody: it is part of normal operation'
