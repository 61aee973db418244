import type { Certificate } from './certificate.ts'
import type { CertificateSeed, SecretSeed } from './seed.ts'

/** From when to when a credential is accepted, in milliseconds since the epoch; the end is excluded. */
export interface Validity {
  readonly startsAt: number
  readonly endsAt: number
}

/** Fixed, so that a seed means the same in every run. */
const always = { startsAt: '2020-01-01T00:00:00Z', endsAt: '2099-12-31T23:59:59Z' }

export function secretValidity({ startsAt, endsAt }: SecretSeed): Validity {
  return { startsAt: Date.parse(startsAt ?? always.startsAt), endsAt: Date.parse(endsAt ?? always.endsAt) }
}

export function certificateValidity(
  { startsAt, endsAt }: Pick<CertificateSeed, 'startsAt' | 'endsAt'>,
  { notBefore, notAfter }: Certificate,
): Validity {
  return {
    startsAt: startsAt === undefined ? notBefore : Date.parse(startsAt),
    endsAt: endsAt === undefined ? notAfter : Date.parse(endsAt),
  }
}
