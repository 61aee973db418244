import type { ApplicationSeed, CertificateSeed, TenantSeed, WorldSeed } from '../seed.ts'

/** A seed as its file has it: of the shape the schema asks for, certificates perhaps in files of their own. */
export interface WrittenSeed extends Omit<WorldSeed, 'tenants'> {
  readonly tenants: readonly WrittenTenant[]
}

export interface WrittenTenant extends Omit<TenantSeed, 'applications'> {
  readonly applications?: readonly WrittenApplication[]
}

export interface WrittenApplication extends Omit<ApplicationSeed, 'certificates'> {
  readonly certificates?: readonly WrittenCertificate[]
}

/** Exactly one of `pem` and `file` is there. */
export interface WrittenCertificate extends Omit<CertificateSeed, 'pem'> {
  readonly pem?: string
  /** Relative to the seed file. */
  readonly file?: string
}
