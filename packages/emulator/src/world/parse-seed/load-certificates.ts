import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Certificate, CertificateError, readCertificate } from '../certificate.ts'
import { certificateValidity } from '../credential-validity.ts'
import type { CertificateSeed, WorldSeed } from '../seed.ts'
import type { SeedDocument } from './document.ts'
import { type Finding, neverValid, type SeedPath } from './finding.ts'
import { quote } from './printable.ts'
import type { WrittenCertificate, WrittenSeed } from './written-seed.ts'

const maxFileBytes = 65_536

/**
 * Puts the certificates that stand in files of their own into the seed, and reads each.
 *
 * @returns The seed, and what is wrong with its certificates.
 */
export function loadCertificates(
  document: SeedDocument,
  written: WrittenSeed,
): { seed: WorldSeed; findings: Finding[] } {
  const findings: Finding[] = []
  const load = (certificate: WrittenCertificate, path: SeedPath): CertificateSeed => {
    const { file, pem: inPlace, ...described } = certificate
    try {
      const pem = inPlace ?? readPem(resolve(dirname(document.fileName), file ?? ''))
      findings.push(...checkValidity(described, readCertificate(pem), path))
      return { ...described, pem }
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error
      findings.push({ path: [...path, inPlace === undefined ? 'file' : 'pem'], message: error.message })
      return { ...described, pem: '' }
    }
  }
  const tenants = written.tenants.map((tenant, t) => ({
    ...tenant,
    applications: (tenant.applications ?? []).map((application, a) => ({
      ...application,
      certificates: (application.certificates ?? []).map((certificate, c) =>
        load(certificate, ['tenants', t, 'applications', a, 'certificates', c]),
      ),
    })),
  }))
  return { seed: { ...written, tenants }, findings }
}

/** Reads a regular file of sensible size: a device or a pipe would never end. */
function readPem(path: string): string {
  try {
    const file = statSync(path)
    if (file.isFile() && file.size <= maxFileBytes) return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new CertificateError(`the file cannot be read (${describeFailure(cause)}): ${quote(path)}`, { cause })
  }
  throw new CertificateError(`not a file of at most ${maxFileBytes} bytes: ${quote(path)}`)
}

function describeFailure(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown failure'
}

/** A credential cannot be valid for longer than its certificate. */
function checkValidity(
  written: Pick<CertificateSeed, 'startsAt' | 'endsAt'>,
  certificate: Certificate,
  path: SeedPath,
): Finding[] {
  const { startsAt, endsAt } = certificateValidity(written, certificate)
  const { notBefore, notAfter } = certificate
  const findings: Finding[] = []
  if (startsAt < notBefore) {
    const expected = `${new Date(notBefore).toISOString()} or later`
    findings.push({ path: [...path, 'startsAt'], message: 'before the certificate itself becomes valid', expected })
  }
  if (endsAt > notAfter) {
    const expected = `${new Date(notAfter).toISOString()} or earlier`
    findings.push({ path: [...path, 'endsAt'], message: 'after the certificate itself has expired', expected })
  }
  if (startsAt >= endsAt) findings.push({ path, ...neverValid })
  return findings
}
