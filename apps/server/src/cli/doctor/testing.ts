import { hash, randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TEST_SECRET } from '@hub/db/testing'
import { freeName } from '../../backup/backup-folder.ts'
import { FORMAT, MANIFEST, MANIFEST_SUM, manifestBytes, secretIdOf, sumOf } from '../../backup/manifest.ts'
import type { Manifest } from '../../backup/manifest.ts'
import { FILES_PART } from '../../backup/take-backup.ts'
import { serveForPrograms } from '../../testing/serve-for-programs.ts'
import type { ProgramHub } from '../../testing/serve-for-programs.ts'
import { examine } from './doctor.ts'
import type { DoctorReport } from './doctor.ts'
import type { Finding } from './finding.ts'

/** A served hub with a state folder that a test may spoil. */
export interface Patient {
  served: ProgramHub
  look(settings?: Record<string, string>, wish?: { fix?: boolean }): Promise<DoctorReport>
  /** Empties the state folder but for a backup of today. */
  restore(): void
}

export async function startPatient(): Promise<Patient> {
  const served = await serveForPrograms()
  const { stateDir, here } = served
  return {
    served,
    look: (settings = {}, { fix = false } = {}) =>
      examine({ source: { ...here, ...settings }, fix, migrate: false }),
    restore() {
      for (const name of readdirSync(stateDir)) rmSync(join(stateDir, name), { recursive: true })
      leaveBackup(join(stateDir, 'backups'))
    },
  }
}

/** How a manifest says that its backup is encrypted. */
export const ENCRYPTION: Manifest['encryption'] = {
  cipher: 'aes-256-gcm',
  salt: '0'.repeat(32),
  scrypt: { N: 2, r: 1, p: 1 },
}

/** A backup without a row, of the hub of the tests and of now unless its manifest says otherwise. */
function smallManifest(files: Buffer, more: Partial<Manifest>): Manifest {
  return {
    format: FORMAT,
    version: '1.0.0',
    takenAt: new Date().toISOString(),
    postgres: '18.0',
    secretId: secretIdOf(TEST_SECRET),
    hasSecret: false,
    encryption: null,
    migrations: [],
    engine: 0,
    tables: [],
    sequences: [],
    files: { count: 0, missing: 0 },
    parts: [{ name: FILES_PART, bytes: files.length, sha256: hash('sha256', files) }],
    ...more,
  }
}

/** Leaves a small backup in the folder, as a whole one lies there; answers its path. */
export function leaveBackup(to: string, more: Partial<Manifest> = {}): string {
  const files = Buffer.from('packed')
  const manifest = smallManifest(files, more)
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const path = join(to, freeName(new Date(manifest.takenAt), new Set(readdirSync(to))))
  mkdirSync(path, { mode: 0o700 })
  const bytes = manifestBytes(manifest)
  writeFileSync(join(path, FILES_PART), files)
  writeFileSync(join(path, MANIFEST), bytes)
  // The key of an encrypted one is thrown away: nobody here has its passphrase.
  writeFileSync(join(path, MANIFEST_SUM), sumOf(bytes, manifest.encryption && randomBytes(32)))
  return path
}

export const partOf = ({ findings }: DoctorReport, name: string): Finding | undefined =>
  findings.find((one) => one.name === name)
