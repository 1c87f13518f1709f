import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveForPrograms } from '../../testing/serve-for-programs.ts'
import type { ProgramHub } from '../../testing/serve-for-programs.ts'
import { examine } from './doctor.ts'
import type { DoctorReport } from './doctor.ts'
import type { Finding } from './finding.ts'

/** A served hub with a state folder that a test may spoil. */
export interface Patient {
  served: ProgramHub
  look(settings?: Record<string, string>, wish?: { fix?: boolean }): Promise<DoctorReport>
  /** Leaves a backup in the state folder, as whole ones are; the path of its manifest. */
  backUp(name: string): string
  /** Empties the state folder but for a backup of today. */
  restore(): void
}

export async function startPatient(): Promise<Patient> {
  const served = await serveForPrograms()
  const { stateDir, here } = served
  const backUp = (name: string): string => {
    const folder = join(stateDir, 'backups', name)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, 'manifest.json'), '{}')
    return join(folder, 'manifest.json')
  }
  return {
    served,
    backUp,
    look: (settings = {}, { fix = false } = {}) =>
      examine({ source: { ...here, ...settings }, fix, migrate: false }),
    restore() {
      for (const name of readdirSync(stateDir)) rmSync(join(stateDir, name), { recursive: true })
      backUp('today')
    },
  }
}

export const partOf = ({ findings }: DoctorReport, name: string): Finding | undefined =>
  findings.find((one) => one.name === name)
