import type { InstantColumn, NullableInstant, TableDeclaration } from '@hub/db'
import type { ColumnType, Generated } from 'kysely'
import type { Part, PartResult, Severity } from './checks/check.ts'
import type { Observation } from './observation/observation.ts'
import type { ScanKind } from './checks/schema.ts'
import type { ProofKind } from './sites/schema.ts'

type Made = ColumnType<string, string | Date, never>
type Once<T> = ColumnType<T, T, never>
type Json<T> = ColumnType<T, string, string>

export interface SecuritySiteTable {
  id: Once<string>
  orgId: Once<string>
  host: Once<string>
  /** What whoever owns the site shows there as proof. */
  token: Once<string>
  proof: ProofKind | null
  provedAt: NullableInstant
  /** When the proof was last looked for. */
  proofLookedAt: NullableInstant
  /** Why it was not found, in words; empty where it was. */
  proofNote: string
  /** Of the last scan that could look. */
  score: number | null
  grade: string | null
  agreedScore: number | null
  agreedGrade: string | null
  previousGrade: string | null
  agreedAt: NullableInstant
  /** Fingerprint of the certificate of whose end people were told. */
  toldCertificate: string | null
  scannedAt: NullableInstant
  createdById: Once<string>
  createdAt: Made
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface SecurityScanTable {
  id: Once<string>
  orgId: Once<string>
  siteId: Once<string>
  kind: Once<ScanKind>
  score: Once<number | null>
  grade: Once<string | null>
  parts: ColumnType<PartResult[], string, never>
  /** Version of the rules by which it was judged. */
  rules: Once<number>
  startedAt: Made
  finishedAt: Made
}

export interface SecurityObservationTable {
  scanId: Once<string>
  orgId: Once<string>
  observed: ColumnType<Observation, string, never>
}

export interface SecurityFindingTable {
  id: Once<string>
  orgId: Once<string>
  siteId: Once<string>
  key: Once<string>
  part: Once<Part>
  severity: Severity
  points: number
  result: string
  title: string
  about: string
  evidence: Json<string[]>
  state: 'open' | 'closed'
  seen: number
  /** The scan that first saw it since it was last gone. */
  firstScanId: string
  lastScanId: string
  toldAt: NullableInstant
  openedAt: InstantColumn
  closedAt: NullableInstant
  taskId: string | null
  updatedAt: InstantColumn
  version: Generated<number>
}

export interface SecurityMuteTable {
  findingId: Once<string>
  orgId: Once<string>
  reason: string
  until: string | null
  mutedById: string
  createdAt: InstantColumn
}

export interface SecurityScheduleTable {
  siteId: Once<string>
  orgId: Once<string>
  kind: ScanKind
  /** 1 = Monday. */
  weekday: number
  nextAt: InstantColumn
  held: string | null
  setById: string
  updatedAt: InstantColumn
  version: Generated<number>
}

declare module '@hub/db/tables' {
  interface ModuleTables {
    securitySite: SecuritySiteTable
    securityScan: SecurityScanTable
    securityObservation: SecurityObservationTable
    securityFinding: SecurityFindingTable
    securityMute: SecurityMuteTable
    securitySchedule: SecurityScheduleTable
  }
}

const erased = { atEnd: 'erased' } as const

export const securityTables = {
  security_site: erased,
  security_scan: erased,
  security_observation: erased,
  security_finding: erased,
  security_mute: erased,
  security_schedule: erased,
} as const satisfies Record<string, TableDeclaration>
